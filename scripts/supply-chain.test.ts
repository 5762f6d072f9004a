// What `npm ci` installs is what the lock file names, byte for byte.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Entry = { version?: string; integrity?: string; resolved?: string; link?: boolean };
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };
const declared = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, Record<string, string>>;
const entries = Object.entries(lock.packages).filter(([path]) => path !== "");

test("every package has a hash that npm checks, and none names where it comes from", () => {
  expect(entries.length).toBeGreaterThan(500);
  const without = entries.filter(([, { integrity, link }]) => !link && !/^sha512-/.test(integrity ?? ""));
  expect(without.map(([path]) => path)).toEqual([]);
  expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test("what the project asks for is one version each, and the runtime is the same on every platform", () => {
  for (const kind of ["dependencies", "devDependencies", "optionalDependencies"])
    for (const [name, version] of Object.entries(declared[kind] ?? {}))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
  const runtimes = Object.entries(declared.optionalDependencies ?? {}).filter(([name]) =>
    name.startsWith("node-"),
  );
  expect(runtimes.length).toBeGreaterThanOrEqual(3);
  expect(new Set(runtimes.map(([, version]) => version)).size).toBe(1);
});
