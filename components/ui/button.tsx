"use client";
// A pending button keeps its width and the focus, and ignores presses. A button is disabled until hydration: a press would be
// lost, and for a submit button the browser itself would send the form, with passwords in the address.
import type { ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { classes } from "./classes";
import { useIsHydrated } from "./hydrated";
import { Spinner } from "./spinner";

type ButtonProps = {
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  type?: "button" | "submit";
  isPending?: boolean;
  isDisabled?: boolean;
  onPress?: () => void;
  className?: string;
  /** Names the running action for screen readers while pending. */
  pendingLabel?: string;
  /** Focuses the button when it appears, as the first action of a dialog. */
  takesFocus?: boolean;
  "aria-label"?: string;
  shortcut?: string;
};

export function Button(props: ButtonProps) {
  const { children, variant, size, type = "button", isPending = false, isDisabled = false, onPress } = props;
  const isEarly = !useIsHydrated() && (type === "submit" || onPress !== undefined);
  return (
    <button
      type={type}
      disabled={isDisabled || isEarly}
      data-early={isEarly || undefined}
      aria-disabled={isPending || undefined}
      aria-label={props["aria-label"]}
      aria-keyshortcuts={props.shortcut}
      data-pending={isPending || undefined}
      data-takes-focus={props.takesFocus || undefined}
      ref={props.takesFocus ? focusOnce : undefined}
      onClick={(event) => {
        if (isPending) event.preventDefault();
        else onPress?.();
      }}
      className={classes(buttonStyle(variant, size), props.className)}
    >
      <span className={classes("inline-flex items-center gap-1.5", isPending && "opacity-0")}>
        {children}
      </span>
      {isPending && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
          {props.pendingLabel && <span className="sr-only">{props.pendingLabel}</span>}
        </span>
      )}
    </button>
  );
}

/** Declared outside the component, so that React calls the ref when the button appears and not at every render. */
function focusOnce(button: HTMLButtonElement | null) {
  button?.focus();
}
