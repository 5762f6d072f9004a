// The control page: three static files that may load nothing else.
import { readFileSync } from "node:fs";

/** Headers of every file of the page: no inline code, no other host, no framing. */
export const pageHeaders = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

export const pageFiles: Readonly<Record<string, { text: string; type: string }>> = {
  "/": { text: read("page.html"), type: "text/html; charset=utf-8" },
  "/page.js": { text: read("page.js"), type: "text/javascript; charset=utf-8" },
  "/page.css": { text: read("page.css"), type: "text/css; charset=utf-8" },
};

function read(name: string): string {
  return readFileSync(new URL(`./page/${name}`, import.meta.url), "utf8");
}
