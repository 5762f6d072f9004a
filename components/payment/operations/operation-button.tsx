"use client";
import { Button } from "@/components/ui/button";
import type { ButtonSize, ButtonVariant } from "@/components/ui/button-style";
import { type Offer, useAsk } from "./operation-host";

/** Opens the dialog of what is offered; nothing is sent before it is confirmed there. */
export function OperationButton(props: Offer & { variant?: ButtonVariant; size?: ButtonSize }) {
  const { variant = "secondary", size = "md", ...offer } = props;
  const ask = useAsk();
  return (
    <Button variant={variant} size={size} onPress={() => ask(offer)}>
      {offer.offer.labels.button}
    </Button>
  );
}
