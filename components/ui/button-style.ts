// Button classes for react-aria buttons, plain submit buttons and links.
import { classes } from "./classes";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const shape =
  "relative inline-flex items-center justify-center gap-1.5 rounded-md border font-semibold whitespace-nowrap select-none transition-colors duration-100 disabled:not-data-early:opacity-55 data-[pending]:cursor-progress";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-on-accent enabled:hover:bg-accent-hover",
  secondary: "border-line-strong/60 bg-surface text-ink shadow-pop enabled:hover:bg-hover",
  quiet: "border-transparent bg-transparent text-muted enabled:hover:bg-sunken enabled:hover:text-ink",
  danger: "border-transparent bg-danger text-on-danger enabled:hover:bg-danger-hover",
};

const sizes: Record<ButtonSize, string> = {
  sm: "min-h-8 px-2.5 text-sm",
  md: "min-h-10 px-4 text-base",
  lg: "min-h-12 px-5 text-lg",
};

export function buttonStyle(variant: ButtonVariant = "secondary", size: ButtonSize = "md"): string {
  return classes(shape, variants[variant], sizes[size]);
}

/** Returns the same classes for a link, which is never disabled and has no `enabled` state. */
export function linkButtonStyle(variant: ButtonVariant = "secondary", size: ButtonSize = "md"): string {
  return buttonStyle(variant, size).replaceAll("enabled:", "");
}
