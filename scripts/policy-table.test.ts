import { expect, test } from "vitest";
import { policyPage } from "./policy-table";

test("docs/policy.md says what the rules say: npm run docs:policy writes it", async () => {
  await expect(policyPage()).toMatchFileSnapshot("../docs/policy.md");
});
