// The README documents every setting, endpoint, control method, fault and switch, with its default.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { faultShape, operations } from "./control/faults.ts";
import { sceneNames } from "./control/scenes.ts";
import { defaultSwitches, switchChoices } from "./control/switches.ts";
import { testSandbox } from "./test-harness.ts";

const source = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const rows = source("README.md")
  .split("\n")
  .filter((line) => line.startsWith("|"));

/** Returns the table row whose first or second cell names `name`. */
function rowOf(name: string): string {
  const found = rows.filter((row) =>
    row
      .split("|")
      .slice(1, 3)
      .some((cell) => cell.includes(`\`${name}\``)),
  );
  expect(found, name).not.toEqual([]);
  return found[0] ?? "";
}

it("the README names every environment variable that the settings read", () => {
  const names = new Set(source("settings.ts").match(/\b(?:SANDBOX|DESK|DATABASE)_[A-Z_]+/g));
  expect(names.size).toBeGreaterThanOrEqual(10);
  for (const name of names) rowOf(name);
});

it("the README names every operation, control method, fault and scene", async () => {
  const { sandbox } = await testSandbox();
  const faults = faultShape.options.map((option) => option.shape.kind.value);
  for (const name of [...operations, ...Object.keys(sandbox.control), ...faults, ...sceneNames]) rowOf(name);
});

it("the README names every switch with its default and its other values", () => {
  const choices = switchChoices();
  for (const [name, value] of Object.entries(defaultSwitches)) {
    const [, , preset, others] = rowOf(name).split("|");
    expect(preset, name).toContain(`\`${value}\``);
    for (const other of choices[name] ?? [])
      if (other !== value) expect(others, name).toContain(`\`${other}\``);
  }
});
