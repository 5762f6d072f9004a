// Actions of the palette. An action is null where the person lacks the permission.
import type { PreferenceActions } from "./preferences";

export type ShellActions = Pick<PreferenceActions, "setTheme" | "setLocale"> & {
  /** Starts a reconciliation with PortOne; the page of discrepancies shows the progress. */
  reconcileNow: (() => Promise<void>) | null;
  /** Pulls new payments from PortOne; the list shows the progress. */
  pullAgain: (() => Promise<void>) | null;
};
