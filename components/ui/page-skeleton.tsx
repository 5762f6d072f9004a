// Placeholder of a page of cards while the server reads: a heading, and boxes in the sizes of the cards.
import { Skeleton } from "./skeleton";

type PageSkeletonProps = {
  cards: readonly string[];
  isNarrow?: boolean;
};

export function PageSkeleton({ cards, isNarrow = false }: PageSkeletonProps) {
  return (
    <div aria-busy="true" className={isNarrow ? "max-w-160" : undefined}>
      <Skeleton className="mb-4 h-10 w-28" />
      <div className="flex flex-col gap-5">
        {cards.map((height, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the positions never change.
          <Skeleton key={at} className={`${height} rounded-lg`} />
        ))}
      </div>
    </div>
  );
}
