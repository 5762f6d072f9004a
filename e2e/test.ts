// The test of this suite: signed in as somebody, with the sandbox at hand, and failing on what the browser complains of.
import { test as base, expect } from "@playwright/test";
import { type PersonName, stateFile } from "./desk";
import { createSandbox, type Sandbox } from "./sandbox";

type Fixtures = {
  /** Who is signed in; null for nobody. */
  as: PersonName | null;
  sandbox: Sandbox;
  /** Complaints of the browser that this test expects, as parts of their text. */
  expectedComplaints: string[];
  complaints: undefined;
};

export const test = base.extend<Fixtures>({
  as: ["operator", { option: true }],
  expectedComplaints: [[], { option: true }],
  storageState: async ({ as }, use) => {
    await use(as === null ? { cookies: [], origins: [] } : stateFile(as));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first parameter.
  sandbox: async ({}, use) => {
    await use(createSandbox());
  },
  complaints: [
    async ({ page, expectedComplaints }, use) => {
      const heard: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") heard.push(message.text());
      });
      page.on("pageerror", (error) => heard.push(error.message));
      await use(undefined);
      expect(heard.filter((text) => !expectedComplaints.some((part) => text.includes(part)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
