import { expect, test } from "vitest";
import {
  type DefaultRoleId,
  defaultRole,
  type Permission,
  permissions,
} from "@/lib/domain/people/permissions";
import { gate } from "./gate";

const person = (role: DefaultRoleId, mustChangePassword = false) => ({
  actor: { id: "p", name: "p", role: defaultRole(role) },
  mustChangePassword,
  mustSetUpSecondFactor: false,
});

test("a role passes with its permissions only", () => {
  expect(gate(person("viewer"), "payments:read")).toBeNull();
  expect(gate(person("viewer"), "refunds:request")).toBe("not-allowed");
  expect(gate(person("admin"), "people:manage")).toBeNull();
});

test("a temporary password must be changed before anything but the account is used", () => {
  const temporary = person("admin", true);
  const open = permissions.filter((permission: Permission) => gate(temporary, permission) === null);
  expect(open).toEqual(["account:manage"]);
});
