"use client";
// Modal that ignores clicks outside, and closes by Escape only while `mayClose`.
import { type ReactNode, useEffect, useRef } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { classes } from "./classes";

type DialogProps = {
  isOpen: boolean;
  mayClose: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons that stay in place: the dialog then has a fixed height, and its content scrolls. */
  footer?: ReactNode;
};

export function Dialog({ isOpen, mayClose, onClose, title, children, footer }: DialogProps) {
  const dialog = useRef<HTMLElement>(null);
  // Above another dialog, which takes the focus back until this one has its own.
  useEffect(() => {
    const wanted = dialog.current?.querySelector<HTMLElement>("[data-takes-focus]");
    if (isOpen && wanted !== document.activeElement) wanted?.focus();
  }, [isOpen]);
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable={false}
      isKeyboardDismissDisabled={!mayClose}
      onOpenChange={(open) => {
        if (!open && mayClose) onClose();
      }}
      className="fixed inset-0 z-50 flex items-end justify-center overflow-y-auto bg-[#0b0e1480] sm:items-center sm:p-6"
    >
      <Modal className="overlay-in flex max-h-dvh w-full justify-center sm:max-w-112">
        <AriaDialog
          ref={dialog}
          data-hold
          className={classes(
            "w-full rounded-t-xl bg-surface shadow-float outline-none sm:rounded-xl",
            footer
              ? "flex h-[92dvh] flex-col sm:h-[min(52rem,calc(100dvh-3rem))]"
              : "overflow-y-auto p-5 sm:p-6",
          )}
        >
          <Heading slot="title" className={classes("text-lg font-bold", footer ? "px-5 pt-5 sm:px-6" : "")}>
            {title}
          </Heading>
          {footer ? (
            <>
              <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5 sm:px-6">{children}</div>
              <div className="border-t border-line px-5 py-4 sm:px-6">{footer}</div>
            </>
          ) : (
            children
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
