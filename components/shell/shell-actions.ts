// What the palette does for the whole desk. Absent is what the person may not do.
import type { PreferenceActions } from "./preferences";

export type ShellActions = Pick<PreferenceActions, "setTheme" | "setLocale"> & {
  /** Compares now with PortOne; the page of findings shows how far it is. */
  reconcileNow: (() => Promise<void>) | null;
  /** Asks PortOne for new payments; the list shows how far it has come. */
  pullAgain: (() => Promise<void>) | null;
};
