"use client";
// Modal that ignores clicks outside, and closes by Escape only while `mayClose`.
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

type DialogProps = {
  isOpen: boolean;
  mayClose: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
};

export function Dialog({ isOpen, mayClose, onClose, title, children }: DialogProps) {
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
        <AriaDialog className="w-full overflow-y-auto rounded-t-xl bg-surface p-5 shadow-float outline-none sm:rounded-xl sm:p-6">
          <Heading slot="title" className="text-lg font-bold">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
