"use client";
// Where the dialogs of acts live: above the cards that offer them, because the act itself may take its card away. Their
// code is loaded when the first one is opened.
import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from "react";
import type { ManualRefundOffer } from "./manual-refund-offer";
import type { NoteOffer } from "./note-offer";
import type { OperationOffer } from "./operation-offer";

const OperationDialog = lazy(() =>
  import("./operation-dialog").then((file) => ({ default: file.OperationDialog })),
);
const NoteDialog = lazy(() => import("./note-dialog").then((file) => ({ default: file.NoteDialog })));

const ManualRefundDialog = lazy(() =>
  import("./manual-refund-dialog").then((file) => ({ default: file.ManualRefundDialog })),
);

export type Offer =
  | { dialog: "manual-refund"; offer: ManualRefundOffer }
  | { dialog: "operation"; offer: OperationOffer }
  | { dialog: "note"; offer: NoteOffer };

const Ask = createContext<(offer: Offer) => void>(() => {
  throw new Error("an operation is offered outside of its host");
});

/** Opens the dialog of an offer. */
export function useAsk(): (offer: Offer) => void {
  return useContext(Ask);
}

export function OperationHost({ signInHref, children }: { signInHref: string; children: ReactNode }) {
  const [asked, setAsked] = useState<Offer | null>(null);
  const dialog = { signInHref, onClose: () => setAsked(null) };
  return (
    <Ask value={setAsked}>
      {children}
      <Suspense fallback={null}>
        {asked?.dialog === "operation" && <OperationDialog offer={asked.offer} {...dialog} />}
        {asked?.dialog === "manual-refund" && <ManualRefundDialog offer={asked.offer} {...dialog} />}
        {asked?.dialog === "note" && <NoteDialog offer={asked.offer} {...dialog} />}
      </Suspense>
    </Ask>
  );
}
