type Figure = { count: number; unknown?: number; amount: number };

/** Returns the figure behind a link as data, for programs that compare it with the list. */
export function figureAttributes({ count, unknown = 0, amount }: Figure, of: "money" | "points" = "money") {
  return { "data-count": count + unknown, [of === "money" ? "data-sum" : "data-points"]: amount };
}
