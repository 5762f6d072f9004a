/** A grey place for content that is on its way; it has the size of what replaces it. */
export function Skeleton({ className }: { className: string }) {
  return <div className={`skeleton ${className}`} aria-hidden="true" />;
}
