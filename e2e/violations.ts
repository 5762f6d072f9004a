// Violations of WCAG 2.2 AA that axe finds on the current page, and the themes and widths in which it is checked.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

export const themes = [
  { name: "light, wide", colorScheme: "light", viewport: { width: 1280, height: 860 } },
  { name: "dark, narrow", colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

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
  const builder = new AxeBuilder({ page });
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
