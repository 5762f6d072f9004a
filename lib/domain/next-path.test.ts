import fc from "fast-check";
import { expect, test } from "vitest";
import { nextPath, signInPath } from "./next-path";

test.each([
  ["/payments/abc?x=1", "/payments/abc?x=1"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["/\n/evil.example", "/"],
  ["/payments/%09/x", "/payments/%09/x"],
  ["/.//evil.example", "/"],
  ["/..//evil.example", "/"],
  ["/x/..//evil.example", "/"],
  ["/%2e//evil.example", "/"],
  ["/%2E%2e//evil.example/x", "/"],
  ["/./\\evil.example", "/"],
  ["/.\t//evil.example", "/"],
  ["/api/export/payments?tab=all", "/"],
  ["/x/../api/export/payments", "/"],
  ["/sign-in?next=%2Fpayments", "/"],
  ["/new-password", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  [undefined, "/"],
  [["/a", "/b"], "/"],
])("nextPath turns %j into %s", (value, path) => {
  expect(nextPath(value)).toBe(path);
});

const pieces = [
  "/",
  "\\",
  ".",
  "..",
  "%2e",
  "%2f",
  "%5c",
  "\t",
  "\n",
  "@",
  ":",
  "?",
  "#",
  " ",
  "e.example",
  "https:",
  "x",
  "결",
];
const addresses = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => `/${parts.join("")}`),
  fc.string({ unit: "binary", maxLength: 30 }).map((text) => `/${text}`),
);

test("nextPath keeps the browser on this site for any input, also through the sign-in page", () => {
  fc.assert(
    fc.property(
      addresses,
      fc.constantFrom("https://desk.example", "http://localhost:3000"),
      (value, site) => {
        const path = nextPath(value);
        expect(new URL(path, `${site}/sign-in`).origin).toBe(site);
        expect(nextPath(path)).toBe(path);
        const signIn = new URL(signInPath(value), `${site}/payments`);
        expect(signIn.origin + signIn.pathname).toBe(`${site}/sign-in`);
        expect(signIn.searchParams.get("next") ?? "/").toBe(path);
      },
    ),
    { numRuns: 5_000 },
  );
});
