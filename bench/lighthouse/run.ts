// `npm run bench:lighthouse [-- --rounds 3]`: Lighthouse on the list of payments and on a payment, of the production build,
// signed in, with the desktop and the mobile preset. Fails below the floors. Lighthouse (200 packages) is not a
// dependency: npx fetches it, or LIGHTHOUSE_PATH names its cli/index.js.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { port, started } from "@/e2e/desk";
import { createSandbox } from "@/e2e/sandbox";
import startDesk from "@/e2e/start-desk";
import { findBrowser } from "@/scripts/find-browser";
import { print, Stop, step } from "@/scripts/steps";

const version = "13.5.0";
const floors = {
  desktop: { performance: 95, accessibility: 100, "best-practices": 100 },
  mobile: { performance: 85, accessibility: 100, "best-practices": 100 },
} as const;
type Preset = keyof typeof floors;
type Category = keyof (typeof floors)["desktop"];
type Report = {
  categories: Record<Category, { score: number }>;
  audits: Record<
    string,
    { id: string; title: string; score: number | null; displayValue?: string; numericValue?: number }
  >;
};
const figures = {
  "first-contentful-paint": "FCP",
  "largest-contentful-paint": "LCP",
  "total-blocking-time": "TBT",
  "cumulative-layout-shift": "CLS",
  "speed-index": "SI",
} as const;

const { values } = parseArgs({ options: { rounds: { type: "string" } } });
const rounds = Number(values.rounds ?? 3);
const base = `http://localhost:${port}`;
const folder = join("artifacts", "lighthouse");
mkdirSync(folder, { recursive: true });

let failed = false;
const browser = await findBrowser();
if (!browser.ok) throw new Stop(browser.lines);
const browserPath = browser.path;
const stopDesk = await step("building and starting a desk", startDesk);
try {
  const { cookie } = await step("signing in", signIn);
  const payment = await createSandbox().createPayment({ total: 31_000 });
  for (const preset of ["desktop", "mobile"] as const)
    for (const path of ["/payments", `/payments/${payment.id}`]) await measure(preset, path, cookie);
} finally {
  await stopDesk();
}
process.exit(failed ? 1 : 0);

/** Creates the first administrator with the printed code. Returns the session's cookie. */
async function signIn(): Promise<{ cookie: string }> {
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  const page = await browser.newPage({ locale: "ko-KR" });
  await page.goto(`${base}/setup`);
  await page.getByLabel("설치 코드").fill(started().setupCode);
  await page.getByLabel("이름").fill("박관리");
  await page.getByLabel("이메일").fill("admin@example.com");
  await page.getByLabel("비밀번호", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "관리자 만들기" }).click();
  await page.getByRole("table").getByRole("row").nth(5).waitFor({ timeout: 60_000 });
  const cookies = await page.context().cookies();
  await browser.close();
  return { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") };
}

/** Runs all rounds and reports the median round by performance score. */
async function measure(preset: Preset, path: string, cookie: string): Promise<void> {
  const name = path === "/payments" ? "list" : "payment";
  const reports = Array.from({ length: rounds }, (_, round) =>
    runLighthouse(preset, path, cookie, `${name}-${preset}-${round}`),
  );
  reports.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  const report = reports[Math.floor(reports.length / 2)];
  if (report === undefined) throw new Stop(["no round"]);
  const scores = Object.entries(floors[preset]).map(([category, floor]) => {
    const score = Math.round(report.categories[category as Category].score * 100);
    if (score < floor) failed = true;
    return `${category} ${score}${score < floor ? ` (below ${floor})` : ""}`;
  });
  const measured = Object.entries(figures).map(
    ([id, label]) => `${label} ${report.audits[id]?.displayValue}`,
  );
  print(`${name}, ${preset}: ${scores.join(", ")}`);
  print(`  ${measured.join(", ")}`);
  for (const { id, title, score } of Object.values(report.audits))
    if (score !== null && score < 0.9) print(`  - ${id} ${Math.round(score * 100)}: ${title}`);
}

function runLighthouse(preset: Preset, path: string, cookie: string, name: string): Report {
  const output = join(folder, `${name}.json`);
  const given = process.env.LIGHTHOUSE_PATH;
  const [command, before] = given ? [process.execPath, [given]] : ["npx", ["--yes", `lighthouse@${version}`]];
  const result = spawnSync(
    command,
    [
      ...before,
      `${base}${path}`,
      "--quiet",
      "--output=json",
      `--output-path=${output}`,
      "--only-categories=performance,accessibility,best-practices",
      ...(preset === "desktop" ? ["--preset=desktop"] : []),
      `--extra-headers=${JSON.stringify({ Cookie: cookie })}`,
      "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu",
    ],
    { env: { ...process.env, CHROME_PATH: browserPath }, encoding: "utf8" },
  );
  if (result.status !== 0) throw new Stop([`Lighthouse did not run: ${result.stderr}`]);
  return JSON.parse(readFileSync(output, "utf8")) as Report;
}
