// The suite's `test`: signed in as a person, with access to the sandbox, and failing on browser errors.
import { test as base, expect, type PlaywrightWorkerArgs } from "@playwright/test";
import { builtActions, callAction, origin } from "./built-actions";
import { type PersonName, people, stateFile } from "./desk";
import { createSandbox, type Sandbox } from "./sandbox";

type Fixtures = {
  /** The signed-in person; null for nobody. */
  as: PersonName | null;
  sandbox: Sandbox;
  /** Browser errors that this test expects, as parts of their text. */
  expectedErrors: string[];
  complaints: undefined;
  confirmed: undefined;
};

/** When this worker last confirmed the sessions of people with sensitive actions. */
let confirmedAt = 0;
const confirmAgainMs = 3 * 60_000;

async function confirmSessions({ request: requests }: PlaywrightWorkerArgs["playwright"]): Promise<void> {
  const action = builtActions().find(({ name }) => name === "confirmPersonAction");
  if (action === undefined) throw new Error("the build has no action that confirms a person");
  for (const as of ["admin", "approver"] as const) {
    const request = await requests.newContext({ baseURL: origin, storageState: stateFile(as) });
    const input = { by: "password", password: people[as].password };
    const { text } = await callAction(request, action, JSON.stringify([input]));
    expect(text).toContain('"ok":true');
    await request.dispose();
  }
}

/** React's "could not finish this Suspense boundary" and "Connection closed". */
const cutOffErrors = /Minified React error #(419|412);/;

/**
 * Runs in the page. A click before hydration can leave a page that has not arrived in full. Chromium then stops reading the
 * page ("complete" without "interactive"), and React reports the missing parts until the next page is there.
 */
function tellOfCutOff(): void {
  if (window !== window.top) return;
  console.debug("document: new");
  let isRead = false;
  document.addEventListener("readystatechange", () => {
    if (document.readyState === "complete" && !isRead) console.debug("document: cut off");
    isRead = true;
  });
}

export const test = base.extend<Fixtures>({
  as: ["operator", { option: true }],
  expectedErrors: [[], { option: true }],
  storageState: async ({ as }, use) => {
    await use(as === null ? { cookies: [], origins: [] } : stateFile(as));
  },
  page: async ({ page }, use) => {
    await use(page);
    // The page reads again by itself: when the test ends, a request that the test's route answers may be under way.
    await page.unrouteAll({ behavior: "ignoreErrors" });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first parameter.
  sandbox: async ({}, use) => {
    await use(createSandbox());
  },
  // Sensitive actions ask again who the person is, five minutes after the last time. confirmation.spec.ts has the dialog.
  confirmed: [
    async ({ playwright }, use, { project }) => {
      if (project.name !== "first start" && Date.now() - confirmedAt > confirmAgainMs) {
        await confirmSessions(playwright);
        confirmedAt = Date.now();
      }
      await use(undefined);
    },
    { auto: true },
  ],
  complaints: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      let isCutOff = false;
      const complain = (text: string) => {
        if (!(isCutOff && cutOffErrors.test(text))) errors.push(text);
      };
      page.on("console", (message) => {
        if (message.type() === "debug" && message.text().startsWith("document: "))
          isCutOff = message.text() === "document: cut off";
        if (message.type() === "error") complain(message.text());
      });
      page.on("pageerror", (error) => complain(error.message));
      await page.addInitScript(tellOfCutOff);
      await use(undefined);
      expect(errors.filter((text) => !expectedErrors.some((part) => text.includes(part)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
