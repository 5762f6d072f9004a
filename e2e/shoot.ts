// Pictures of a page for people to look at. What a machine can check here is that nothing is wider than the screen.
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";

export type Look = { theme: "light" | "dark"; width: 1280 | 390 };

/** Pictures are for people who ask for them; without, each width is measured once. */
const takesPictures = process.env.PICTURES === "1";

/**
 * Looks of what is on the screen, with PICTURES=1 into artifacts/screenshots: theme and width are nothing but CSS, so the
 * page is opened once for all of them. `whole`: down to its end, not as much as the window shows; or one part of it.
 */
export async function shoot(
  page: Page,
  name: string,
  looks: readonly Look[],
  whole: boolean | Locator = true,
): Promise<void> {
  const measured = looks.filter(({ width }, at) => looks.findIndex((one) => one.width === width) === at);
  for (const { theme, width } of takesPictures ? looks : measured) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: width === 390 ? 844 : 860 });
    await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
    // What sticks to the window would stand in the middle of the page.
    if (whole !== false) await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
    const path = join("artifacts", "screenshots", `${name}-${theme}-${width}.png`);
    if (!takesPictures) await page.evaluate(() => new Promise(requestAnimationFrame));
    else if (typeof whole === "boolean")
      await page.screenshot({ path, fullPage: whole, animations: "disabled" });
    else {
      await unstick(page);
      await whole.screenshot({ path, animations: "disabled" });
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name} is wider than the screen (${width})`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1280, height: 860 });
}

/** What sticks to the window would lie over a part that is taller than it. No style sheet: the page's policy takes none. */
function unstick(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const stuck of document.querySelectorAll<HTMLElement>("[class~=sticky]"))
      stuck.style.position = "static";
  });
}
