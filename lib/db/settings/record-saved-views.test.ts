import { eq, like } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { viewsFor } from "@/lib/db/queries/payment-list/saved-views";
import { auditEntries } from "@/lib/db/schema/journal";
import { user } from "@/lib/db/schema/people";
import { savedViews } from "@/lib/db/schema/settings";
import { maxViews } from "@/lib/domain/payment/saved-view";
import { type Actor, type DefaultRoleId, defaultRole } from "@/lib/domain/people/permissions";
import { openTestDatabase } from "@/tests/support/test-database";
import { recordView, recordViewChange, recordViewRemoval } from "./record-saved-views";

let desk: DeskDatabase;
const person = (id: string, role: DefaultRoleId): Actor => ({
  id,
  name: `이름 ${id}`,
  role: defaultRole(role),
});
const viewer = person("viewer", "viewer");
const kim = person("kim", "operator");
const lee = person("lee", "operator");
const admin = person("admin", "admin");

beforeEach(async () => {
  desk = await openTestDatabase();
  await desk.db
    .insert(user)
    .values(
      [viewer, kim, lee, admin].map((one) => ({ ...one, role: one.role.id, email: `${one.id}@example.com` })),
    );
});
afterEach(() => desk.close());

async function save(
  actor: Actor,
  name: string,
  overrides: { query?: string; shared?: boolean } = {},
): Promise<string> {
  const saved = await recordView(desk.db, actor, { name, query: "tab=paid", shared: false, ...overrides });
  if (!saved.ok) throw new Error(saved.error.code);
  return saved.value.id;
}
const namesFor = async (actor: Actor) => (await viewsFor(desk.db, actor)).map(({ name }) => name);
const audited = async () =>
  (
    await desk.db
      .select()
      .from(auditEntries)
      .where(like(auditEntries.action, "view.%"))
      .orderBy(auditEntries.seq)
  ).map(({ action, actorId }) => `${actorId} ${action}`);

test("a person sees their own views and those that others share, by name", async () => {
  await save(kim, "나만");
  await save(kim, "가 함께", { shared: true });
  await save(viewer, "보는 사람의");
  expect(await namesFor(kim)).toEqual(["가 함께", "나만"]);
  expect(await namesFor(lee)).toEqual(["가 함께"]);
  expect(await namesFor(viewer)).toEqual(["가 함께", "보는 사람의"]);
  const [shared] = await viewsFor(desk.db, lee);
  expect(shared).toMatchObject({
    isMine: false,
    mayDelete: false,
    ownerName: kim.name,
    currentQuery: "tab=paid",
  });
  const [tidied] = await viewsFor(desk.db, admin);
  expect(tidied).toMatchObject({ isMine: false, mayDelete: true });
});

test("a filter is stored in the notation of the list", async () => {
  await save(kim, "긴", { query: "foo=1&tab=all&status=PAID,PAID,NONSENSE&after=abc&min=1,000" });
  expect((await viewsFor(desk.db, kim))[0]).toMatchObject({
    query: "status=PAID&min=1000",
    currentQuery: "status=PAID&min=1000",
    problems: [],
  });
});

test("a stored filter with unknown parts reports them and keeps the rest", async () => {
  const id = await save(kim, "옛");
  await desk.db
    .update(savedViews)
    .set({ query: "tab=gone&method=CARD&sort=old" })
    .where(eq(savedViews.id, id));
  expect((await viewsFor(desk.db, kim))[0]).toMatchObject({
    query: "tab=gone&method=CARD&sort=old",
    currentQuery: "method=CARD",
    problems: ["tab-unknown", "sort-unknown"],
  });
});

describe("rejects", () => {
  test("sharing by a viewer, when creating or changing a view", async () => {
    const input = { name: "함께", query: "", shared: true };
    expect(await recordView(desk.db, viewer, input)).toMatchObject({ error: { code: "view-not-to-share" } });
    const id = await save(viewer, "내 것");
    expect(await recordViewChange(desk.db, viewer, { id, shared: true })).toMatchObject({
      error: { code: "view-not-to-share" },
    });
    expect(await namesFor(lee)).toEqual([]);
  });

  test("changes and removals of another person's view; an administrator may remove a shared view only", async () => {
    const own = await save(kim, "나만");
    const shared = await save(kim, "함께", { shared: true });
    const rejected = { ok: false, error: { code: "view-gone" } };
    for (const other of [viewer, lee, admin]) {
      expect(await recordViewChange(desk.db, other, { id: shared, name: "바꿈" })).toEqual(rejected);
      expect(await recordViewRemoval(desk.db, other, own)).toEqual(rejected);
    }
    for (const other of [viewer, lee])
      expect(await recordViewRemoval(desk.db, other, shared)).toEqual(rejected);
    expect(await namesFor(kim)).toEqual(["나만", "함께"]);
    expect(await recordViewRemoval(desk.db, admin, shared)).toEqual({ ok: true, value: null });
    expect(await namesFor(kim)).toEqual(["나만"]);
  });

  test("a name that the person already uses and more views than allowed, also for concurrent requests", async () => {
    await save(kim, "이름");
    await save(lee, "이름");
    const other = await save(kim, "다른 이름");
    const taken = { error: { code: "view-name-taken" } };
    expect(await recordView(desk.db, kim, { name: "이름", query: "", shared: false })).toMatchObject(taken);
    expect(await recordViewChange(desk.db, kim, { id: other, name: "이름" })).toMatchObject(taken);
    expect(await recordViewChange(desk.db, kim, { id: other, name: "다른 이름" })).toMatchObject({
      ok: true,
    });
    for (let n = 2; n < maxViews - 1; n += 1) await save(kim, `${n}`);
    const atOnce = await Promise.all(
      ["하나", "둘"].map((name) => recordView(desk.db, kim, { name, query: "", shared: false })),
    );
    expect(atOnce.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });
});

test("a view's name, filter and audience can be changed, and changes of shared views are audited", async () => {
  const id = await save(kim, "하나");
  await recordViewChange(desk.db, kim, { id, name: "둘", query: "pending=1&x=1" });
  expect(await audited()).toEqual([]);
  await recordViewChange(desk.db, kim, { id, shared: true });
  await recordViewChange(desk.db, kim, { id, query: "tab=failed" });
  expect((await viewsFor(desk.db, lee))[0]).toMatchObject({ name: "둘", query: "tab=failed", shared: true });
  await recordViewChange(desk.db, kim, { id, shared: false });
  expect(await namesFor(lee)).toEqual([]);
  await recordViewRemoval(desk.db, kim, id);
  expect(await audited()).toEqual(["kim view.shared", "kim view.shared-changed", "kim view.unshared"]);
});

describe("a saved view of a disabled or deleted person", () => {
  test.each([
    ["disabled", () => desk.db.update(user).set({ disabled: true }).where(eq(user.id, kim.id))],
    ["gone", () => desk.db.delete(user).where(eq(user.id, kim.id))],
  ])(
    "(%s) stays without an owner name when shared, and is visible to nobody when private",
    async (_, leave) => {
      await save(kim, "나만");
      const shared = await save(kim, "함께", { shared: true });
      await leave();
      for (const other of [viewer, lee, admin]) {
        const views = await viewsFor(desk.db, other);
        expect(views).toEqual([
          expect.objectContaining({ name: "함께", ownerName: null, currentQuery: "tab=paid" }),
        ]);
      }
      expect(await recordViewRemoval(desk.db, lee, shared)).toMatchObject({ error: { code: "view-gone" } });
      expect(await recordViewRemoval(desk.db, admin, shared)).toMatchObject({ ok: true });
    },
  );

  test("returns when the person is enabled again, and is deleted for a person who no longer exists", async () => {
    await save(kim, "나만");
    await save(lee, "그만둔 사람의");
    await desk.db.update(user).set({ disabled: true }).where(eq(user.id, kim.id));
    await desk.db.delete(user).where(eq(user.id, lee.id));
    await save(admin, "새로");
    await desk.db.update(user).set({ disabled: false }).where(eq(user.id, kim.id));
    expect(await namesFor(kim)).toEqual(["나만"]);
    expect(await desk.db.select().from(savedViews)).toHaveLength(2);
  });
});
