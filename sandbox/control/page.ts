// The control page: static files that may load nothing else, and one script of data: texts, scenes, faults and switches.
import { readFileSync } from "node:fs";
import { faultChoices } from "./fault-choices.ts";
import { sceneNames } from "./scenes.ts";
import { switchGroups } from "./switch-groups.ts";
import { defaultSwitches } from "./switches.ts";
import { english } from "./texts/en.ts";
import { korean } from "./texts/ko.ts";
import type { PageTexts } from "./texts/page-texts.ts";

/** Headers of every file of the page: no inline code, no other host, no framing. */
export const pageHeaders = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

export const pageTexts: Readonly<Record<"ko" | "en", PageTexts>> = { ko: korean, en: english };

const data = { texts: pageTexts, sceneNames, faultChoices, switchGroups, defaultSwitches };

/** The scripts of the page's folder, without the script of data. */
export const pageScripts = ["page.js", "core.js", "scenes.js", "faults.js", "switches.js"] as const;

export const pageFiles: Readonly<Record<string, { text: string; type: string }>> = {
  "/": { text: read("page.html"), type: "text/html; charset=utf-8" },
  "/page.css": { text: read("page.css"), type: "text/css; charset=utf-8" },
  "/data.js": script(
    Object.entries(data)
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
      .join(""),
  ),
  ...Object.fromEntries(pageScripts.map((name) => [`/${name}`, script(read(name))])),
};

function script(text: string): { text: string; type: string } {
  return { text, type: "text/javascript; charset=utf-8" };
}

function read(name: string): string {
  return readFileSync(new URL(`./page/${name}`, import.meta.url), "utf8");
}
