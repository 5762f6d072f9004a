"use client";
// Says what a button will do before it is done.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";

type ConfirmDialogProps = {
  title: string;
  /** What will happen. */
  body: string;
  /** Labels of the buttons. */
  button: string;
  cancel: string;
  isPending: boolean;
  /** The server's refusal. */
  alert: ReactNode;
  /** Whether a refusal is final, so that nothing is left to confirm. */
  isOver?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const common = useTranslations("common");
  return (
    <Dialog isOpen mayClose={!props.isPending} onClose={props.onClose} title={props.title}>
      {!props.isOver && <p className="mt-2 text-muted wrap-anywhere">{props.body}</p>}
      <div className="mt-4 empty:hidden">{props.alert}</div>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        {/* The button that had the focus leaves with the last refusal. */}
        <Button
          key={props.isOver ? "over" : "open"}
          takesFocus
          isDisabled={props.isPending}
          onPress={props.onClose}
        >
          {props.cancel}
        </Button>
        {!props.isOver && (
          <Button
            variant="danger"
            isPending={props.isPending}
            pendingLabel={common("working")}
            onPress={props.onConfirm}
          >
            {props.button}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
