/** Round steps from zero to at least `largest`, four at most besides zero; just zero where nothing is to be shown. */
export function roundSteps(largest: number): number[] {
  if (!(largest > 0)) return [0];
  const rough = largest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const count = Math.ceil(largest / step);
  return Array.from({ length: count + 1 }, (_, n) => n * step);
}
