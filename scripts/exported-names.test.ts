import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Names that Next.js asks for, in files that it reads. */
const byNext = /^(GET|POST|Page|Loading|dynamic|generateMetadata|metadata)$/;
const exported =
  /^export (?:default )?(?:async )?(?:function\*?|const|let|type|interface|class|enum) (\w+)/gm;

test("an exported name has one meaning: it stands in one file", () => {
  // The sandbox is a package of its own.
  const files = globSync("{app,components,lib,scripts,tests,e2e,bench}/**/*.{ts,tsx}").filter(
    (file) => !/\.test\.tsx?$/.test(file),
  );
  expect(files.length).toBeGreaterThan(500);
  const filesOf = new Map<string, Set<string>>();
  for (const file of files)
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(exported)) {
      if (byNext.test(name)) continue;
      filesOf.set(name, (filesOf.get(name) ?? new Set()).add(file));
    }
  const twice = [...filesOf]
    .filter(([, places]) => places.size > 1)
    .map(([name, places]) => [name, ...places]);
  expect(twice).toEqual([]);
});
