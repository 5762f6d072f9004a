"use client";
// Where the dialogs of acts live: above the cards that offer them, because the act itself may take its card away. Their
// code is loaded when the first one is opened.
import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from "react";
import type { OwnRefundOffer } from "./manual-refund-offer";
import type { NoteOffer } from "./note-offer";
import type { ActOffer } from "./operation-offer";

const ActDialog = lazy(() => import("./operation-dialog").then((file) => ({ default: file.ActDialog })));
const NoteDialog = lazy(() => import("./note-dialog").then((file) => ({ default: file.NoteDialog })));

const OwnRefundDialog = lazy(() =>
  import("./manual-refund-dialog").then((file) => ({ default: file.OwnRefundDialog })),
);

export type Offer =
  | { dialog: "own-refund"; offer: OwnRefundOffer }
  | { dialog: "act"; offer: ActOffer }
  | { dialog: "note"; offer: NoteOffer };

const Ask = createContext<(offer: Offer) => void>(() => {
  throw new Error("an act is offered outside of its host");
});

/** Opens the dialog of an offer. */
export function useAsk(): (offer: Offer) => void {
  return useContext(Ask);
}

export function ActHost({ signInHref, children }: { signInHref: string; children: ReactNode }) {
  const [asked, setAsked] = useState<Offer | null>(null);
  const dialog = { signInHref, onClose: () => setAsked(null) };
  return (
    <Ask value={setAsked}>
      {children}
      <Suspense fallback={null}>
        {asked?.dialog === "act" && <ActDialog offer={asked.offer} {...dialog} />}
        {asked?.dialog === "own-refund" && <OwnRefundDialog offer={asked.offer} {...dialog} />}
        {asked?.dialog === "note" && <NoteDialog offer={asked.offer} {...dialog} />}
      </Suspense>
    </Ask>
  );
}
