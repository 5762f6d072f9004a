import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { listRoles } from "@/lib/db/queries/roles";
import { auditEntries } from "@/lib/db/schema/journal";
import { roles, user } from "@/lib/db/schema/people";
import { type Actor, completePermissions, defaultRole, permissions } from "@/lib/domain/people/permissions";
import { mostRoles, type RoleError, type SaveRoleInput, saveRoleInput } from "@/lib/domain/people/role";
import type { Result } from "@/lib/domain/result";
import { openTestDatabase } from "@/tests/support/test-database";
import { roleById } from "./read-roles";
import { recordRole, recordRoleDeletion } from "./record-roles";

let desk: DeskDatabase;
const admin: Actor = { id: "admin", name: "박관리", role: defaultRole("admin") };
const operator: Actor = { id: "operator", name: "김운영", role: defaultRole("operator") };

beforeEach(async () => {
  desk = await openTestDatabase();
  await desk.db.insert(user).values(
    [admin, operator].map(({ id, name, role }) => ({
      id,
      name,
      role: role.id,
      email: `${id}@example.com`,
    })),
  );
});
afterEach(() => desk.close());

const codeOf = (saved: Result<null, RoleError>) => (saved.ok ? "ok" : saved.error.code);
const save = async (actor: Actor, role: Partial<SaveRoleInput>) => {
  const input = saveRoleInput.parse({
    revision: 0,
    name: "CS 2팀",
    permissions: ["refunds:request"],
    ...role,
  });
  return codeOf(await recordRole(desk.db, actor, input));
};
const remove = async (actor: Actor, id: string) => codeOf(await recordRoleDeletion(desk.db, actor, id));
const own = async (name = "CS 2팀") => (await listRoles(desk.db)).find((role) => role.name === name);
const giveOperator = (role: string) => desk.db.update(user).set({ role }).where(eq(user.id, operator.id));

describe("a role", () => {
  test("has a name and permissions, and is listed after the default roles", async () => {
    expect(await save(admin, { permissions: ["refunds:override"] })).toBe("ok");
    const listed = await listRoles(desk.db);
    expect(listed.map(({ id, name, people }) => [name ?? id, people])).toEqual([
      ["viewer", 0],
      ["operator", 1],
      ["approver", 0],
      ["admin", 1],
      ["CS 2팀", 0],
    ]);
    expect(listed[4]?.permissions).toEqual(completePermissions(["refunds:override"]));
    expect(await roleById(desk.db, listed[4]?.id ?? "")).toMatchObject({ name: "CS 2팀" });
    expect(await roleById(desk.db, "no-such-role")).toBeNull();
  });

  test("has a name of its own, whatever its case", async () => {
    expect(await save(admin, { name: "Support" })).toBe("ok");
    expect(await save(admin, { name: "SUPPORT" })).toBe("role-name-taken");
    const support = await own("Support");
    expect(await save(admin, { id: support?.id ?? "", name: "support" })).toBe("ok");
  });

  test("is not changed by somebody who has not seen the last change", async () => {
    await save(admin, {});
    const seen = await own();
    expect(await save(admin, { id: seen?.id ?? "", permissions: [] })).toBe("ok");
    expect(await save(admin, { id: seen?.id ?? "", permissions: ["settings:manage"] })).toBe("role-changed");
    expect((await own())?.permissions).toEqual(completePermissions([]));
    expect(await save(admin, { id: "gone" })).toBe("role-gone");
  });

  test("is deleted only while nobody has it", async () => {
    await save(admin, {});
    const id = (await own())?.id ?? "";
    await giveOperator(id);
    expect(await remove(admin, id)).toBe("role-in-use");
    await expect(desk.db.delete(roles).where(eq(roles.id, id))).rejects.toThrow();
    await giveOperator("operator");
    expect(await remove(admin, id)).toBe("ok");
    expect(await remove(admin, id)).toBe("role-gone");
  });

  test("has no more permissions than the person who gives them", async () => {
    await save(admin, { name: "팀장", permissions: ["people:manage", "refunds:request"] });
    await giveOperator((await own("팀장"))?.id ?? "");
    expect(await save(operator, { permissions: ["refunds:request"] })).toBe("ok");
    expect(await save(operator, { name: "상담", permissions: ["refunds:override"] })).toBe("beyond-own-role");
    await save(admin, { name: "정산", permissions: ["settings:manage"] });
    const settlement = await own("정산");
    expect(await save(operator, { id: settlement?.id ?? "", permissions: [] })).toBe("beyond-own-role");
    expect(await remove(operator, settlement?.id ?? "")).toBe("beyond-own-role");
    const lead = await own("팀장");
    expect(await save(operator, { id: lead?.id ?? "", revision: lead?.revision ?? 0 })).toBe("own-role");
  });

  test("is not changed by somebody whose permission was taken away meanwhile", async () => {
    expect(await save(operator, {})).toBe("beyond-own-role");
    await desk.db.update(user).set({ disabled: true }).where(eq(user.id, admin.id));
    expect(await save(admin, {})).toBe("beyond-own-role");
  });

  test("that is a default one is neither changed nor deleted", async () => {
    expect(await save(admin, { id: "viewer", permissions: [...permissions] })).toBe("default-role");
    expect(await remove(admin, "viewer")).toBe("default-role");
    expect(await roleById(desk.db, "viewer")).toEqual(defaultRole("viewer"));
  });

  test("is one of fifty", async () => {
    const names = Array.from({ length: mostRoles - 3 }, (_, n) => ({
      id: `r${n}`,
      name: `r${n}`,
      permissions: [],
    }));
    await desk.db.insert(roles).values(names);
    expect(await save(admin, {})).toBe("roles-too-many");
    expect(await save(admin, { id: "r0", name: "renamed" })).toBe("ok");
  });

  test("is audited with what it was before", async () => {
    await save(admin, {});
    const id = (await own())?.id ?? "";
    await save(admin, { id, name: "CS 1팀", permissions: [] });
    await remove(admin, id);
    const entries = await desk.db.select().from(auditEntries).orderBy(asc(auditEntries.seq));
    expect(entries).toMatchObject([
      { action: "role.added", subject: `role:${id}`, detail: { name: "CS 2팀" } },
      {
        action: "role.changed",
        detail: {
          name: "CS 1팀",
          permissions: "payments:read account:manage",
          nameBefore: "CS 2팀",
          permissionsBefore: "payments:read refunds:request account:manage",
        },
      },
      { action: "role.deleted", detail: { name: "CS 1팀" } },
    ]);
  });
});
