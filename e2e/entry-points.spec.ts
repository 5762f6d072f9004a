// Every entry point as every role, collected from the source and the build, so that none can be left out.
import { globSync, readFileSync } from "node:fs";
import type { APIRequestContext } from "@playwright/test";
import { may, type Permission, permissions } from "@/lib/domain/people/permissions";
import { port, stateFile } from "./desk";
import { expect, test } from "./test";

const origin = `http://localhost:${port}`;
const people = [null, "viewer", "operator", "admin"] as const;
type Person = (typeof people)[number];

type EntryPoint =
  | { kind: "page" | "route"; path: string; permission: Permission }
  | { kind: "action"; name: string; id: string; page: string; permission: Permission };

/** Actions that are open to everyone or answer nothing; app/entry-points.test.ts lists them with the reasons. */
const withoutPermission = /^(setDisplay|setKeys|setLocale|setTheme|signInAction|setUpAction)$/;
/** Form actions answer nothing and check the permission themselves; their effect is checked at the sandbox. */
const forms = { pullAgain: "refunds:request", reconcileNow: "discrepancies:close" } as const;

const permissionIn = (text: string, pattern: RegExp): Permission => {
  const named = pattern.exec(text)?.[1];
  const permission = permissions.find((known) => known === named);
  if (permission === undefined) throw new Error(`no permission in: ${text.slice(0, 200)}`);
  return permission;
};
const pathOf = (file: string) =>
  file.replace(/^app|\/\([^)]*\)|\/(page|route)\.tsx?$/g, "").replace("[paymentId]", "no-such-payment") ||
  "/";

function pagesAndRoutes(): EntryPoint[] {
  return globSync("app/**/{page,route}.{ts,tsx}").flatMap((file): EntryPoint[] => {
    const source = readFileSync(file, "utf8");
    if (!source.includes("@/lib/auth/entry")) return [];
    return file.includes("/page.")
      ? [{ kind: "page", path: pathOf(file), permission: permissionIn(source, /await page\("([^"]+)"\)/) }]
      : [{ kind: "route", path: pathOf(file), permission: permissionIn(source, /permission: "([^"]+)"/) }];
  });
}

type Manifest = { node: Record<string, { filename: string; exportedName: string; workers: object }> };

function actions(): EntryPoint[] {
  const manifest = JSON.parse(
    readFileSync(".next/server/server-reference-manifest.json", "utf8"),
  ) as Manifest;
  return Object.entries(manifest.node).flatMap(
    ([id, { filename, exportedName: name, workers }]): EntryPoint[] => {
      if (withoutPermission.test(name) || name in forms) return [];
      const source = readFileSync(filename, "utf8");
      const start = source.indexOf(`export const ${name} = action(`);
      if (start < 0) throw new Error(`${filename}: ${name} is not an action with a permission`);
      const permission = permissionIn(source.slice(start), /permission: "([^"]+)"/);
      const [worker = ""] = Object.keys(workers);
      return [{ kind: "action", name, id, page: pathOf(`${worker}.tsx`), permission }];
    },
  );
}

const points = [...pagesAndRoutes(), ...actions()];

async function sendTo(request: APIRequestContext, point: EntryPoint): Promise<string> {
  if (point.kind === "action") {
    const answer = await request.post(point.page, {
      headers: { "next-action": point.id, origin, "content-type": "text/plain;charset=UTF-8" },
      // An input that every action rejects: a permitted person gets as far as that rejection.
      data: "[1]",
      maxRedirects: 0,
    });
    const code = /"code":"(signed-out|not-allowed|invalid-input|[a-z-]+)"/.exec(await answer.text());
    return code?.[1] ?? `status ${answer.status()}`;
  }
  if (point.path === "/api/stream") {
    const aborted = new AbortController();
    const answer = await fetch(`${origin}${point.path}`, {
      headers: { cookie: await cookiesOf(request) },
      signal: aborted.signal,
    });
    aborted.abort();
    return String(answer.status);
  }
  const answer = await request.get(point.path, { maxRedirects: 0 });
  // A page that has started to stream redirects within the stream.
  const streamed = /NEXT_REDIRECT;(?:replace|push);([^;]+);/.exec(await answer.text())?.[1];
  const location = answer.headers().location ?? streamed;
  return location ? `to ${new URL(location, origin).pathname}` : String(answer.status());
}

async function cookiesOf(request: APIRequestContext): Promise<string> {
  const { cookies } = await request.storageState();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

function expected(point: EntryPoint, person: Person): RegExp {
  const allowed = person !== null && may(person, point.permission);
  switch (point.kind) {
    case "page":
      return allowed ? /^(200|404)$/ : person === null ? /^to \/sign-in$/ : /^to \/no-access$/;
    case "route":
      // An export without its parameters is rejected, and a missing payment is not found.
      return allowed ? /^(200|400|404)$/ : person === null ? /^401$/ : /^403$/;
    case "action":
      return allowed ? /^invalid-input$/ : person === null ? /^signed-out$/ : /^not-allowed$/;
  }
}

test("the table contains every entry point", () => {
  expect(points.filter(({ kind }) => kind === "page").length).toBeGreaterThanOrEqual(9);
  expect(points.filter(({ kind }) => kind === "route").length).toBeGreaterThanOrEqual(6);
  expect(points.filter(({ kind }) => kind === "action").length).toBeGreaterThanOrEqual(25);
});

for (const person of people) {
  test.describe(person ?? "nobody", () => {
    test.use({ as: null });
    test("gets the answer of each entry point that the table of permissions requires", async ({
      playwright,
    }) => {
      const request = await playwright.request.newContext({
        baseURL: origin,
        ...(person === null ? {} : { storageState: stateFile(person) }),
      });
      const wrong: string[] = [];
      for (const point of points) {
        const answer = await sendTo(request, point);
        const name = point.kind === "action" ? point.name : point.path;
        if (!expected(point, person).test(answer))
          wrong.push(`${point.kind} ${name} (${point.permission}): ${answer}`);
      }
      expect(wrong).toEqual([]);
      await request.dispose();
    });
  });
}
