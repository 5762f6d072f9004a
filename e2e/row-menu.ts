// The menu of a row, as a person uses it.
import type { Locator } from "@playwright/test";

/** Opens the menu of the given name inside `place` and chooses an item. */
export async function chooseInMenu(place: Locator, menu: string | RegExp, item: string): Promise<void> {
  await place.getByRole("button", { name: menu }).click();
  await place.page().getByRole("menuitem", { name: item, exact: true }).click();
}
