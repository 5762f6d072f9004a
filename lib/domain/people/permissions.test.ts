import { expect, test } from "vitest";
import { isRole, may, permissions, roles } from "./permissions";

test("viewers read, operators refund, export and process webhooks, administrators have every permission", () => {
  const allowed = Object.fromEntries(
    roles.map((role) => [role, permissions.filter((permission) => may(role, permission))]),
  );
  expect(allowed).toEqual({
    viewer: ["payments:read", "webhooks:read", "account:manage"],
    operator: [
      "payments:read",
      "payments:export",
      "views:share",
      "refunds:request",
      "webhooks:read",
      "webhooks:process",
      "discrepancies:close",
      "account:manage",
    ],
    admin: [...permissions],
  });
});

test.each(["", "root", "constructor", "__proto__", "Admin"])(
  "the unknown role %j has no permission",
  (role) => {
    expect(isRole(role)).toBe(false);
    expect(permissions.some((permission) => may(role, permission))).toBe(false);
  },
);
