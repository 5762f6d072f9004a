import type { ComponentProps, ReactNode } from "react";

export const segments = "grid auto-cols-fr grid-flow-col gap-0.5 rounded-md bg-sunken p-1";

/** Shows a native radio button as a segment of a switch. */
export function Segment({ children, ...radio }: ComponentProps<"input"> & { children: ReactNode }) {
  return (
    <label className="relative block">
      <input {...radio} type="radio" className="peer absolute inset-0 size-full appearance-none rounded-sm" />
      <span className="pointer-events-none relative grid min-h-8 place-items-center rounded-sm px-2 text-muted peer-checked:bg-raised peer-checked:font-semibold peer-checked:text-ink peer-checked:shadow-pop">
        {children}
      </span>
    </label>
  );
}
