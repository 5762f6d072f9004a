"use client";
// What the form needs only after a person starts to type: the checks of the typed values, the dialog, and the
// parts of a partial amount.
import { type ComponentType, useState } from "react";
import type { readForm } from "./read-form";
import type { ReviewDialogProps } from "./review-dialog";

export type LateParts = {
  readForm: typeof readForm;
  ReviewDialog: ComponentType<ReviewDialogProps>;
};

/** Returns the parts, null until loaded, and `load`, which resolves to the parts or to null if loading fails. */
export function useLateParts() {
  const [parts, setParts] = useState<LateParts | null>(null);
  const [hasFailed, setFailed] = useState(false);
  async function load(): Promise<LateParts | null> {
    if (parts !== null) return parts;
    const files = await Promise.all([
      import("./read-form"),
      import("./review-dialog"),
      import("./tax-part"),
    ]).catch(() => null);
    setFailed(files === null);
    if (files === null) return null;
    const [{ readForm }, { ReviewDialog }] = files;
    const loaded = { readForm, ReviewDialog };
    setParts(loaded);
    return loaded;
  }
  return { parts, hasFailed, load };
}
