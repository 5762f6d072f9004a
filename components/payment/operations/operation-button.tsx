"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonSize, ButtonVariant } from "@/components/ui/button-style";
import { type Offer, useOpenDialog } from "./operation-host";

type OperationButtonProps = Offer & { variant?: ButtonVariant; size?: ButtonSize; children: ReactNode };

/** Opens the dialog of an offer; nothing is sent before the person confirms there. */
export function OperationButton(props: OperationButtonProps) {
  const { variant = "secondary", size = "md", children, ...offer } = props;
  const open = useOpenDialog();
  return (
    <Button variant={variant} size={size} onPress={() => open(offer)}>
      {children}
    </Button>
  );
}
