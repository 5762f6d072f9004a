// Every entry point of the server goes through a guard of lib/auth/entry. Exceptions are listed here by name.
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { deskPages } from "@/components/shell/desk-pages";

const files = globSync("app/**/{page,route,actions}.{ts,tsx}", { cwd: process.cwd() }).sort();
const source = (file: string) => readFileSync(file, "utf8");

test("the entry points without a guard are these, and no others", () => {
  const open = files.filter((file) => !/from "@\/lib\/auth\/entry"/.test(source(file)));
  expect(open).toEqual([
    "app/api/health/route.ts",
    "app/api/sign-out/route.ts",
    "app/api/webhook/route.ts",
    "app/invitation/page.tsx",
    "app/setup/page.tsx",
    "app/sign-in/page.tsx",
    "app/sign-in/provider/callback/route.ts",
    "app/sign-in/provider/route.ts",
  ]);
});

test("the guards for anyone are these, and no others", () => {
  const anyone = files.filter((file) => source(file).includes("publicAction("));
  expect(anyone).toEqual(["app/invitation/actions.ts", "app/setup/actions.ts", "app/sign-in/actions.ts"]);
});

test("every guarded page names the permission it needs", () => {
  const pages = files.filter(
    (file) => file.endsWith("page.tsx") && source(file).includes("@/lib/auth/entry"),
  );
  for (const file of pages) expect(source(file), file).toMatch(/await page\("[a-z]+:[a-z]+"\)/);
  expect(pages.length).toBeGreaterThanOrEqual(5);
  // The page that says why another one is not shown knows these.
  const known: readonly string[] = deskPages.map(({ permission }) => permission);
  for (const file of pages)
    expect(known, file).toContain(/await page\("([a-z]+:[a-z]+)"\)/.exec(source(file))?.[1]);
});

test("a file of server actions exports nothing without a guard", () => {
  const serverFiles = globSync("app/**/*.ts", { cwd: process.cwd() }).filter((file) =>
    source(file).startsWith('"use server"'),
  );
  const bare = serverFiles.flatMap((file) =>
    [...source(file).matchAll(/export (?:async function|const|let) (\w+)\b(.{0,20})/g)]
      .filter(([, , rest]) => !/^ = (publicAction|action)\(/.test(rest ?? ""))
      .map(([, name]) => `${file}: ${name}`),
  );
  expect(bare.sort()).toEqual([
    "app/(desk)/account/actions.ts: endSession",
    "app/(desk)/account/actions.ts: readReset",
    "app/(desk)/payments/actions.ts: pullAgain",
    "app/(desk)/reconciliation/actions.ts: reconcileNow",
    "app/preferences.ts: setDisplay",
    "app/preferences.ts: setKeys",
    "app/preferences.ts: setLocale",
    "app/preferences.ts: setTheme",
  ]);
});
