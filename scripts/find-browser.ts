// Finds or installs a Chromium for the browser tests, or prints exactly what to install. Finds a Firefox.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { runTool } from "./child.ts";
import { print } from "./steps.ts";

/** The headless shell comes first, as in Playwright itself: the same engine at less than half the cost per page. */
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const macPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const macFirefox = "/Applications/Firefox.app/Contents/MacOS/firefox";

/** Returns the path of a browser that starts, or the lines that explain how to get one. Installs a browser where possible. */
export async function findBrowser(): Promise<{ ok: true; path: string } | { ok: false; lines: string[] }> {
  const given = process.env.CHROMIUM_PATH?.trim();
  if (given) {
    if (starts(given)) return { ok: true, path: given };
    return {
      ok: false,
      lines: ["CHROMIUM_PATH does not name a browser that starts (example: CHROMIUM_PATH=/usr/bin/chromium)"],
    };
  }
  const present = installed();
  if (present !== null) return { ok: true, path: present };
  print("  no Chromium here; trying Playwright's download");
  await runTool(["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  if (starts(chromium.executablePath())) return { ok: true, path: chromium.executablePath() };
  if (process.getuid?.() === 0 && onPath("apt-get") !== null) {
    print("  trying Debian's package");
    // Older Debian releases package only the whole browser.
    for (const name of ["chromium-headless-shell", "chromium"]) {
      installFromDebian(name);
      const path = installed();
      if (path !== null) return { ok: true, path };
    }
  }
  return {
    ok: false,
    lines: [
      "브라우저 테스트에 Chromium이 필요합니다 · The browser tests need Chromium. One of these:",
      "  npx playwright install --with-deps chromium",
      "  apt-get install chromium-headless-shell   (Debian; on Ubuntu take the line above)",
      "  brew install --cask chromium              (macOS)",
      "or name one that is installed: CHROMIUM_PATH=/path/to/chrome npm test",
    ],
  };
}

/** Returns the path of a Firefox that starts, or null. FIREFOX_PATH comes first. */
export function findFirefox(): string | null {
  const given = process.env.FIREFOX_PATH?.trim() || null;
  const places = [given, onPath("firefox-esr"), onPath("firefox"), macFirefox];
  return places.find((place) => place !== null && starts(place)) ?? null;
}

function installed(): string | null {
  const places = [...names.map(onPath), ...macPlaces, chromium.executablePath()];
  return places.find((place) => place !== null && starts(place)) ?? null;
}

function onPath(name: string): string | null {
  const found = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" });
  return found.status === 0 ? found.stdout.trim() : null;
}

/** Runs the browser once, because an existing file may lack its libraries. */
function starts(path: string): boolean {
  return existsSync(path) && spawnSync(path, ["--version", "--no-sandbox"], { timeout: 30_000 }).status === 0;
}

function installFromDebian(name: string): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", name],
  ]) {
    try {
      execFileSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] });
    } catch (error) {
      // apt-get has printed its own error. The next check decides whether a browser is installed.
      print(`  apt-get ${args[0]} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
