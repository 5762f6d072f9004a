// The suite's `test`: signed in as a person, with access to the sandbox, and failing on browser errors.
import { test as base, expect } from "@playwright/test";
import { type PersonName, stateFile } from "./desk";
import { createSandbox, type Sandbox } from "./sandbox";

type Fixtures = {
  /** The signed-in person; null for nobody. */
  as: PersonName | null;
  sandbox: Sandbox;
  /** Browser errors that this test expects, as parts of their text. */
  expectedErrors: string[];
  complaints: undefined;
};

export const test = base.extend<Fixtures>({
  as: ["operator", { option: true }],
  expectedErrors: [[], { option: true }],
  storageState: async ({ as }, use) => {
    await use(as === null ? { cookies: [], origins: [] } : stateFile(as));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first parameter.
  sandbox: async ({}, use) => {
    await use(createSandbox());
  },
  complaints: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      page.on("pageerror", (error) => errors.push(error.message));
      await use(undefined);
      expect(errors.filter((text) => !expectedErrors.some((part) => text.includes(part)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
