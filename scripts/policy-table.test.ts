import { expect, test } from "vitest";
import { policyPage } from "./policy-table";

test("docs/policy.md is up to date with the rules (npm run docs:policy writes it)", async () => {
  await expect(policyPage()).toMatchFileSnapshot("../docs/policy.md");
});
