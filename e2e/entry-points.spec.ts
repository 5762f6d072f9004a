// Every entry point as every role, collected from the source and the build, so that none can be left out.
import { readFileSync } from "node:fs";
import type { APIRequestContext } from "@playwright/test";
import { defaultRoleIds } from "@/lib/domain/people/permissions";
import { type EntryPoint, entryPoints } from "@/scripts/permission-table";
import { builtActions, callAction, origin } from "./built-actions";
import { stateFile } from "./desk";
import { expect, test } from "./test";

const people = [null, ...defaultRoleIds] as const;
type Person = (typeof people)[number];

type Called = EntryPoint & { /** The page that sends the action. */ page?: string; id?: string };

/** Actions that are open to everyone or answer nothing; app/entry-points.test.ts lists them with the reasons. */
const withoutPermission =
  /^(setDisplay|setKeys|setLocale|setTheme|signInAction|completeSignInAction|beginPasskeySignInAction|signInByPasskeyAction|setUpAction|acceptInvitationAction)$/;
const table = readFileSync("docs/permissions.md", "utf8");

/** Returns whether the committed table lets a role, or nobody, use an entry point. */
function isAllowed({ kind, name }: EntryPoint, person: Person): boolean {
  const rows = table.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const row = rows.find(([, point]) => point === `${kind} \`${name}\``);
  const answer = row?.[person === null ? 3 : 4 + defaultRoleIds.indexOf(person)];
  if (answer !== "yes" && answer !== "no")
    throw new Error(`docs/permissions.md has no row for ${kind} ${name}`);
  return answer === "yes";
}

/** Pages and routes are asked by their addresses, actions called by the ids of the build. */
const isCallable = ({ kind }: EntryPoint) => kind === "action" || kind === "form";

/** Every action of the build, so that none is left out of the table. */
function actions(): Called[] {
  return builtActions().flatMap(({ id, name, filename, page }): Called[] => {
    if (withoutPermission.test(name)) return [];
    const point = entryPoints().find((one) => isCallable(one) && one.name === name);
    // A form action answers nothing; its effect is checked at the sandbox.
    if (point?.kind === "form") return [];
    if (point === undefined) throw new Error(`${filename}: ${name} is not an action with a permission`);
    return [{ ...point, id, page }];
  });
}

const points: Called[] = [...entryPoints().filter((point) => !isCallable(point)), ...actions()];

const calledAt = (path: string) => path.replace("[paymentId]", "no-such-payment");

async function sendTo(request: APIRequestContext, point: Called): Promise<string> {
  if (point.kind === "action") {
    const action = { id: point.id ?? "", page: calledAt(point.page ?? "") };
    // An input that every action rejects: a permitted person gets as far as that rejection.
    const { text, status } = await callAction(request, action, "[1]");
    const code = /"code":"(signed-out|not-allowed|invalid-input|[a-z-]+)"/.exec(text);
    return code?.[1] ?? `status ${status}`;
  }
  const path = calledAt(point.name);
  if (path === "/api/stream") {
    const aborted = new AbortController();
    const answer = await fetch(`${origin}${path}`, {
      headers: { cookie: await cookiesOf(request) },
      signal: aborted.signal,
    });
    aborted.abort();
    return String(answer.status);
  }
  const answer = await request.get(path, { maxRedirects: 0 });
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
  const allowed = isAllowed(point, person);
  switch (point.kind) {
    case "page":
      return allowed ? /^(200|404)$/ : person === null ? /^to \/sign-in$/ : /^to \/no-access$/;
    case "route":
      // An export without its parameters is rejected, and a missing payment is not found.
      return allowed ? /^(200|400|404)$/ : person === null ? /^401$/ : /^403$/;
    case "action":
    case "form":
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
        if (!expected(point, person).test(answer))
          wrong.push(`${point.kind} ${point.name} (${point.permission}): ${answer}`);
      }
      expect(wrong).toEqual([]);
      await request.dispose();
    });
  });
}
