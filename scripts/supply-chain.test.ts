// `npm ci` installs exactly what the lock file names, byte for byte.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Entry = { version?: string; integrity?: string; resolved?: string; link?: boolean };
type Manifest = { workspaces?: string[]; [kind: string]: unknown };
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };
const project = readManifest("package.json");
/** Folders of this repository that are npm packages. The lock file has no hash for them. */
const workspaces = project.workspaces ?? [];
const fetched = Object.entries(lock.packages).filter(
  ([path, { link }]) => path !== "" && link !== true && !workspaces.includes(path),
);

test("every package in the lock file has a hash that npm checks, and no download address", () => {
  expect(fetched.length).toBeGreaterThan(400);
  const without = fetched.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ""));
  expect(without.map(([path]) => path)).toEqual([]);
  expect(fetched.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test("every link in the lock file is a package of this repository", () => {
  const links = Object.values(lock.packages).filter(({ link }) => link === true);
  expect(links.map(({ resolved }) => resolved)).toEqual(workspaces);
});

test("every dependency is an exact version, the same in all packages", () => {
  const versions = new Map<string, string>();
  for (const manifest of [project, ...workspaces.map((folder) => readManifest(`${folder}/package.json`))])
    for (const kind of ["dependencies", "devDependencies", "optionalDependencies"])
      for (const [name, version] of Object.entries(dependenciesOf(manifest, kind))) {
        expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
        expect(version, name).toBe(versions.get(name) ?? version);
        versions.set(name, version);
      }
});

test("the pinned Node has the same version on every platform", () => {
  const runtimes = Object.entries(dependenciesOf(project, "optionalDependencies")).filter(([name]) =>
    name.startsWith("node-"),
  );
  expect(runtimes.length).toBeGreaterThanOrEqual(3);
  expect(new Set(runtimes.map(([, version]) => version)).size).toBe(1);
});

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, "utf8")) as Manifest;
}

function dependenciesOf(manifest: Manifest, kind: string): Record<string, string> {
  return (manifest[kind] ?? {}) as Record<string, string>;
}
