import { expect, test } from "vitest";
import { entryPoints, permissionPage } from "./permission-table";

test("docs/permissions.md is up to date with the entry points (npm run docs:permissions writes it)", async () => {
  await expect(permissionPage()).toMatchFileSnapshot("../docs/permissions.md");
});

test("the table has every kind of entry point, each once", () => {
  const kinds = (kind: string) => entryPoints().filter((point) => point.kind === kind).length;
  expect(kinds("page")).toBeGreaterThanOrEqual(9);
  expect(kinds("route")).toBeGreaterThanOrEqual(6);
  expect(kinds("action")).toBeGreaterThanOrEqual(27);
  expect(kinds("form")).toBeGreaterThanOrEqual(4);
  const names = entryPoints().map(({ kind, name }) => `${kind} ${name}`);
  expect(new Set(names).size).toBe(names.length);
});
