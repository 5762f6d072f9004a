// Violations of WCAG 2.2 AA that axe finds on the current page, and the themes and widths in which it is checked.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const lightAndWide = { colorScheme: "light", viewport: { width: 1280, height: 860 } } as const;
/** A page is driven in this look, where its parts have the least room. */
export const darkAndNarrow = { colorScheme: "dark", viewport: { width: 390, height: 844 } } as const;

type Look = typeof lightAndWide | typeof darkAndNarrow;
export const looks: readonly Look[] = [lightAndWide, darkAndNarrow];

/** Theme and width are only CSS, so an open page shows both. */
export async function show(page: Page, { colorScheme, viewport }: Look): Promise<void> {
  // A row outside the window is not rendered, and a transition of its colors would not end.
  await page.evaluate(() => {
    if (document.adoptedStyleSheets.length > 0) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets.push(sheet);
  });
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize(viewport);
  await page.evaluate(() => new Promise(requestAnimationFrame));
}

/** Returns the violations of the current page in both looks, and leaves the page in the last one. */
export async function violationsInBothLooks(page: Page, popup?: string): Promise<string[]> {
  const found: string[] = [];
  for (const look of looks) {
    await show(page, look);
    for (const line of await violations(page, popup)) found.push(`${look.colorScheme}: ${line}`);
  }
  return found;
}

/** The small file: the package injects one of twice the size, and again for each analysis of a document. */
const axe = readFileSync(join("node_modules", "axe-core", "axe.min.js"), "utf8");
const nothing = "void 0";

/**
 * Returns one line per violated rule, with its elements. `popup` restricts the check to a popup, which hides the page below
 * from screen readers and is in none of the page's landmarks.
 */
export async function violations(page: Page, popup?: string): Promise<string[]> {
  // Elements that are fading in have less contrast than their final one. Under reduced motion every animation ends.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)).then(() => undefined),
  );
  const isInjected = await page.evaluate(() => "axe" in window);
  const builder = new AxeBuilder({ page, axeSource: isInjected ? nothing : axe });
  const results = await (popup === undefined ? builder : builder.include(popup).disableRules(["region"]))
    // Passed rules need no list of elements.
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    // Runs in the page, which has no frames. The other mode opens a tab for every analysis.
    .setLegacyMode()
    .analyze();
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}
