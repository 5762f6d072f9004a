import { expect, test } from "vitest";
import { isRole, may, permissions, roles } from "./permissions";

test("viewers look, operators refund, export and process webhooks, administrators manage people", () => {
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

test.each(["", "root", "constructor", "__proto__", "Admin"])("the role %j may nothing", (role) => {
  expect(isRole(role)).toBe(false);
  expect(permissions.some((permission) => may(role, permission))).toBe(false);
});
