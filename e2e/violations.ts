// What axe finds against WCAG 2.2 AA on the page as it is, and the looks in which it is asked.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

export const looks = [
  { name: "light, wide", colorScheme: "light", viewport: { width: 1280, height: 860 } },
  { name: "dark, narrow", colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

/**
 * One line for each rule that is broken, with the elements that break it. `popup`: only what has popped up, which hides the
 * page below from screen readers until it closes and stands in none of its landmarks.
 */
export async function violations(page: Page, popup?: string): Promise<string[]> {
  // What fades in while axe looks at it has less contrast than it is going to have.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const builder = new AxeBuilder({ page });
  const results = await (popup === undefined ? builder : builder.include(popup).disableRules(["region"]))
    // What is well needs no account of every element.
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    // In the page itself, which has no frames: the other way opens a tab of its own for every analysis.
    .setLegacyMode()
    .analyze();
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}
