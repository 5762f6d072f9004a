"use client";
// Holds the dialogs above the cards that offer them: an operation may remove its own card. Their code is loaded when the first
// dialog is opened.
import { createContext, lazy, type ReactNode, useContext, useState } from "react";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { PartNotLoaded } from "@/components/ui/part-not-loaded";
import type { ManualRefundOffer } from "./manual-refund-dialog";
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

const OpenDialog = createContext<(offer: Offer) => void>(() => {
  throw new Error("a dialog is opened outside of its host");
});

/** Opens the dialog of an offer. */
export function useOpenDialog(): (offer: Offer) => void {
  return useContext(OpenDialog);
}

export function OperationHost({ signInHref, children }: { signInHref: string; children: ReactNode }) {
  const [offer, setOffer] = useState<Offer | null>(null);
  const dialog = { signInHref, onClose: () => setOffer(null) };
  return (
    <OpenDialog value={setOffer}>
      {children}
      <LoadBoundary isWanted whileLoading={null} failed={<PartNotLoaded />}>
        {offer?.dialog === "operation" && <OperationDialog offer={offer.offer} {...dialog} />}
        {offer?.dialog === "manual-refund" && <ManualRefundDialog offer={offer.offer} {...dialog} />}
        {offer?.dialog === "note" && <NoteDialog offer={offer.offer} {...dialog} />}
      </LoadBoundary>
    </OpenDialog>
  );
}
