/** Input box. The border has 3:1 contrast against the background (WCAG 1.4.11). */
export const fieldBox =
  "w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink outline-none transition-colors duration-100 focus:border-accent focus:ring-2 focus:ring-accent/35 aria-invalid:border-danger aria-invalid:focus:ring-danger/35 disabled:opacity-60";

export const fieldLabel = "text-sm font-semibold text-ink";
export const fieldHint = "text-xs text-faint";
export const fieldError = "text-sm font-medium text-danger";
