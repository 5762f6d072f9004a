// End-to-end tests of the program as a new user starts it, with the sandbox in PortOne's place.
import { defineConfig, devices } from "@playwright/test";
import { port } from "./e2e/desk";
import { findFirefox } from "./scripts/find-browser";

// The workers inherit the environment: one seed for all random typing of a run.
process.env.TYPING_SEED ??= String(Date.now() % 1_000_000);

const firefox = findFirefox();
if (firefox !== null) process.env.FIREFOX_PATH = firefox;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/start-desk.ts",
  fullyParallel: true,
  // Two workers are busy; the third runs tests that mostly wait.
  workers: 3,
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON ?? "test-results/report.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1280, height: 860 },
    locale: "ko-KR",
    timezoneId: "Asia/Seoul",
    screenshot: "only-on-failure",
    // A failure is explained by its error, the page's tree and a screenshot. A trace costs every test a fifth of its time and
    // is made on request (`--trace on`).
    trace: "off",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage", "--disable-gpu"],
    },
  },
  projects: [
    { name: "first start", testMatch: /first-start\.setup\.ts/ },
    {
      name: "desk",
      testMatch: /.*\.spec\.ts/,
      grepInvert: /@waits|@pictures|@firefox/,
      dependencies: ["first start"],
      workers: 2,
    },
    { name: "waits", testMatch: /.*\.spec\.ts/, grep: /@waits/, dependencies: ["first start"], workers: 1 },
    // Where a Firefox is installed.
    ...(firefox !== null
      ? [
          {
            name: "firefox",
            testMatch: /.*\.spec\.ts/,
            grep: /@firefox/,
            dependencies: ["first start"],
            workers: 1,
            use: {
              ...devices["Desktop Firefox"],
              viewport: { width: 1280, height: 860 },
              // The installed Firefox, over WebDriver BiDi.
              channel: "moz-firefox",
              launchOptions: {
                executablePath: "e2e/firefox-relay.mjs",
                // Firefox ESR 140 has one language and one time zone for all pages.
                firefoxUserPrefs: { "intl.accept_languages": "ko-KR, ko" },
                env: { ...process.env, TZ: "Asia/Seoul" },
              },
            },
          },
        ]
      : []),
    // For review by people, on request: these tests take a minute and check little.
    ...(process.env.PICTURES
      ? [{ name: "pictures", testMatch: /.*\.spec\.ts/, grep: /@pictures/, dependencies: ["first start"] }]
      : []),
    // Benchmarks run alone.
    {
      name: "benchmark",
      testMatch: /.*\.bench\.ts/,
      dependencies: ["desk", "waits", "firefox"],
      workers: 1,
    },
  ],
});
