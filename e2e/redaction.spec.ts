// What was planted in an input comes back in no error answer, and is in no log line and no file that browsers load.
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { entryPoints } from "@/scripts/permission-table";
import { builtActions, callAction, origin } from "./built-actions";
import { dataDir, logFile, people, stateFile } from "./desk";
import { expect, test } from "./test";
import { postRaw } from "./webhook-sender";

const mark = randomBytes(4).toString("hex");
const planted = {
  name: `독고${mark}`,
  email: `${mark}@plant.example`,
  phone: `010${parseInt(mark, 16)}`.slice(0, 11),
  account: `98${parseInt(mark, 16)}12345`,
  secret: `secret-${mark}`,
};
const values = Object.values(planted);

/** No schema takes an array, so nothing changes. */
const argument = JSON.stringify([[planted, ...values]]);

test.use({ as: null });

test("no action and no route repeats what it refuses", async ({ playwright }) => {
  const request = await playwright.request.newContext({ baseURL: origin, storageState: stateFile("admin") });
  const forms = new Set(entryPoints().flatMap(({ kind, name }) => (kind === "form" ? [name] : [])));
  const repeating: string[] = [];
  let refused = 0;
  for (const { id, name, page } of builtActions()) {
    // These take a form and answer nothing.
    if (/^(setDisplay|setKeys|setLocale|setTheme)$/.test(name) || forms.has(name)) continue;
    const { text } = await callAction(request, { id, page: page.replace("[paymentId]", "none") }, argument);
    if (text.includes("invalid-input")) refused += 1;
    if (values.some((value) => text.includes(value))) repeating.push(`action ${name}`);
  }
  expect(refused).toBeGreaterThan(40);
  const query = new URLSearchParams({
    ...planted,
    id: planted.secret,
    q: planted.account,
    after: planted.secret,
  });
  for (const { kind, name } of entryPoints()) {
    if (kind !== "route" || name === "/api/stream") continue;
    const path = `${name.replace("[paymentId]", "none")}?${query}`;
    const answer = await request.get(path, { maxRedirects: 0, headers: { "x-secret": planted.secret } });
    if (answer.status() < 400) continue;
    const text = `${await answer.text()} ${JSON.stringify(answer.headers())}`;
    if (values.some((value) => text.includes(value))) repeating.push(`route ${name}`);
  }
  expect(repeating).toEqual([]);
  await request.dispose();
});

test("the log has nothing of a webhook that was refused, nor of a sign-in", async ({ playwright }) => {
  const request = await playwright.request.newContext({ baseURL: origin });
  const body = JSON.stringify({ type: "Transaction.Paid", data: planted });
  expect(
    await postRaw(
      [
        ["webhook-id", planted.secret],
        ["webhook-signature", `v1,${planted.secret}`],
      ],
      body,
    ),
  ).toBe(400);
  await request.get(`/payments?q=${encodeURIComponent(planted.name)}`);
  const log = readFileSync(logFile, "utf8");
  expect(log).toContain("setup code");
  for (const value of values) expect(log).not.toContain(value);
  await request.dispose();
});

test("no file that browsers load has a secret of the server", () => {
  const keys = Object.values(
    JSON.parse(readFileSync(join(dataDir, "keys.json"), "utf8")) as Record<string, unknown>,
  ).filter((value) => typeof value === "string");
  expect(keys.length).toBeGreaterThanOrEqual(2);
  const secrets = [...keys, ...Object.values(people).map(({ password }) => password)];
  const files = readdirSync(".next/static", { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(js|css|map|json)$/.test(name),
  );
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((name) => {
    const text = readFileSync(join(".next/static", name), "utf8");
    return secrets.filter((secret) => text.includes(secret)).map((secret) => `${name}: ${secret}`);
  });
  expect(found).toEqual([]);
});
