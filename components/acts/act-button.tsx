"use client";
import { Button } from "@/components/ui/button";
import { useAskForAct } from "./act-host";
import type { ActOffer } from "./act-offer";

/** Opens the receipt of an act; nothing is sent before it is confirmed there. */
export function ActButton({
  offer,
  variant = "secondary",
}: {
  offer: ActOffer;
  variant?: "secondary" | "danger";
}) {
  const ask = useAskForAct();
  return (
    <Button variant={variant} onPress={() => ask(offer)}>
      {offer.words.button}
    </Button>
  );
}
