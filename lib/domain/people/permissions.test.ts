import { expect, test } from "vitest";
import {
  basicPermissions,
  completePermissions,
  covers,
  defaultRole,
  defaultRoleIds,
  isDefaultRoleId,
  may,
  permissions,
} from "./permissions";

test("viewers read, operators refund, export and process webhooks, approvers approve, administrators have every permission", () => {
  const allowed = Object.fromEntries(
    defaultRoleIds.map((id) => [id, permissions.filter((permission) => may(defaultRole(id), permission))]),
  );
  expect(allowed).toEqual({
    viewer: ["payments:read", "webhooks:read", "account:manage"],
    operator: [
      "payments:read",
      "customers:read",
      "payments:export",
      "views:share",
      "refunds:request",
      "webhooks:read",
      "webhooks:process",
      "discrepancies:close",
      "account:manage",
    ],
    approver: [
      "payments:read",
      "customers:read",
      "accounts:read",
      "payments:export",
      "refunds:approve",
      "webhooks:read",
      "account:manage",
    ],
    admin: [...permissions],
  });
});

test("every default role has what each of its permissions needs", () => {
  for (const id of defaultRoleIds) {
    const { permissions: own } = defaultRole(id);
    expect(completePermissions(own)).toEqual(permissions.filter((permission) => own.includes(permission)));
  }
});

test.each(["", "root", "constructor", "__proto__", "Admin"])("%j is no default role", (id) =>
  expect(isDefaultRoleId(id)).toBe(false),
);

test("a permission brings what it needs, every role has the basic ones, and unknown ones are left out", () => {
  expect(completePermissions([])).toEqual([...basicPermissions]);
  expect(completePermissions(["refunds:override", "toString", "refunds:delete"])).toEqual([
    "payments:read",
    "refunds:request",
    "refunds:override",
    "account:manage",
  ]);
});

test("a role covers its own permissions and fewer", () => {
  expect(covers(defaultRole("operator"), defaultRole("viewer").permissions)).toBe(true);
  expect(covers(defaultRole("operator"), defaultRole("admin").permissions)).toBe(false);
  expect(covers(defaultRole("viewer"), [])).toBe(true);
});
