// Screenshots of a page for review by people. The automatic check is that nothing is wider than the screen.
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";

export type PictureTheme = { theme: "light" | "dark"; width: 1280 | 390 };

/** Without PICTURES=1 no screenshot is taken, and each width is measured once. */
const takesPictures = process.env.PICTURES === "1";

/**
 * Takes screenshots of the open page into artifacts/screenshots with PICTURES=1. Theme and width are only CSS, so the page is
 * opened once for all of them. `whole`: true for the full page, false for the window, or one element.
 */
export async function shoot(
  page: Page,
  name: string,
  themes: readonly PictureTheme[],
  whole: boolean | Locator = true,
): Promise<void> {
  const measured = themes.filter(({ width }, at) => themes.findIndex((look) => look.width === width) === at);
  for (const { theme, width } of takesPictures ? themes : measured) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: width === 390 ? 844 : 860 });
    await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
    // Sticky elements would be in the middle of a full-page screenshot.
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

/** Makes sticky elements static: they would cover an element taller than the window. The page's CSP allows no style sheet. */
function unstick(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const stuck of document.querySelectorAll<HTMLElement>("[class~=sticky]"))
      stuck.style.position = "static";
  });
}
