"use client";
// What the form needs only after a person starts to type: the checks of the typed values, the dialog, and the
// parts of a partial amount.
import { type ComponentType, useState } from "react";
import type { AskDialogProps } from "./ask-dialog";
import type { readForm } from "./read-form";
import type { RefundDialogProps } from "./refund-dialog";
import type { storeUsedBank } from "./used-banks";

export type LateParts = {
  readForm: typeof readForm;
  RefundDialog: ComponentType<RefundDialogProps>;
  AskDialog: ComponentType<AskDialogProps>;
  storeUsedBank: typeof storeUsedBank;
};

/** Returns the parts, null until loaded, and `load`, which resolves to the parts or to null if loading fails. */
export function useLateParts() {
  const [parts, setParts] = useState<LateParts | null>(null);
  const [hasFailed, setFailed] = useState(false);
  async function load(): Promise<LateParts | null> {
    if (parts !== null) return parts;
    const files = await Promise.all([
      import("./read-form"),
      import("./refund-dialog"),
      import("./ask-dialog"),
      import("./used-banks"),
      import("./tax-part"),
    ]).catch(() => null);
    setFailed(files === null);
    if (files === null) return null;
    const [{ readForm }, { RefundDialog }, { AskDialog }, { storeUsedBank }] = files;
    const loaded = { readForm, RefundDialog, AskDialog, storeUsedBank };
    setParts(loaded);
    return loaded;
  }
  return { parts, hasFailed, load };
}
