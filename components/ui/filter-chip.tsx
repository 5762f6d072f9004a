import { X } from "lucide-react";
import { PrefetchLink } from "./prefetch-on-hover";

type FilterChipProps = {
  text: string;
  /** Text for screen readers in place of the cross, after `text`. */
  remove: string;
  href: string;
};

export function FilterChip({ text, remove, href }: FilterChipProps) {
  return (
    <PrefetchLink
      href={href}
      scroll={false}
      className="group inline-flex min-h-7 items-center gap-1 rounded-full bg-accent-soft py-0.5 pr-1.5 pl-2.5 text-sm font-medium text-accent"
    >
      {text}
      <span className="sr-only"> {remove}</span>
      <X className="size-3.5 opacity-70 group-hover:opacity-100" aria-hidden="true" />
    </PrefetchLink>
  );
}
