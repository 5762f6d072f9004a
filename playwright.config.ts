// End-to-end tests: the real program, started as a newcomer starts it, with the sandbox in PortOne's place.
import { defineConfig, devices } from "@playwright/test";
import { port } from "./e2e/desk";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/start-desk.ts",
  fullyParallel: true,
  workers: 2,
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
    trace: "retain-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage", "--disable-gpu"],
    },
  },
  projects: [
    { name: "first start", testMatch: /first-start\.setup\.ts/ },
    { name: "desk", testMatch: /.*\.spec\.ts/, dependencies: ["first start"] },
    // Measured with nothing beside it.
    { name: "benchmark", testMatch: /.*\.bench\.ts/, dependencies: ["desk"] },
  ],
});
