const tail = 6;

/** Shows a long ID in one line, cut in the middle where it does not fit. The whole ID is the title. */
export function MiddleEllipsis({ text }: { text: string }) {
  return (
    <span title={text} className="flex min-w-0">
      <span className="truncate">{text.slice(0, -tail)}</span>
      <span className="whitespace-nowrap">{text.slice(-tail)}</span>
    </span>
  );
}
