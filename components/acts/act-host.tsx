"use client";
// Where the dialogs of acts live: above the cards that offer them, because the act itself may take its card away.
import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from "react";
import type { ActOffer } from "./act-offer";

const ActDialog = lazy(() => import("./act-dialog").then((file) => ({ default: file.ActDialog })));

const Ask = createContext<(offer: ActOffer) => void>(() => {
  throw new Error("an act is offered outside of its host");
});

/** Opens the receipt of an act. Its code is loaded at the first time. */
export function useAskForAct(): (offer: ActOffer) => void {
  return useContext(Ask);
}

export function ActHost({ signInHref, children }: { signInHref: string; children: ReactNode }) {
  const [asked, setAsked] = useState<ActOffer | null>(null);
  return (
    <Ask value={setAsked}>
      {children}
      {asked && (
        <Suspense fallback={null}>
          <ActDialog offer={asked} signInHref={signInHref} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </Ask>
  );
}
