/** Returns round steps from zero to at least `largest`, at most four besides zero; only zero if nothing is to be shown. */
export function roundSteps(largest: number): number[] {
  if (!(largest > 0)) return [0];
  const rough = largest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const count = Math.ceil(largest / step);
  return Array.from({ length: count + 1 }, (_, n) => n * step);
}
