// Every pair of text and ground that the components use keeps WCAG 2.2 AA in both themes.
import { expect, test } from "vitest";
import { palette } from "./tailwind.config.ts";

type Token = keyof typeof palette;

const grounds: Token[] = ["canvas", "surface", "sunken", "hover"];
const text: [Token, Token][] = [
  ...grounds.flatMap((ground) =>
    (["ink", "muted", "faint", "accent"] as const).map((ink): [Token, Token] => [ink, ground]),
  ),
  ...(["canvas", "surface", "hover"] as const).flatMap((ground) =>
    (["ok", "warn", "danger", "progress"] as const).map((ink): [Token, Token] => [ink, ground]),
  ),
  ...(["ok", "warn", "danger", "progress", "neutral", "accent"] as const).flatMap(
    (tone): [Token, Token][] => [
      [tone, `${tone}-soft`],
      ["ink", `${tone}-soft`],
      ["muted", `${tone}-soft`],
    ],
  ),
  ["ink", "raised"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-danger", "danger"],
  ["on-danger", "danger-hover"],
];
const controls: [Token, Token][] = (["canvas", "surface"] as const).flatMap((ground): [Token, Token][] => [
  ["line-strong", ground],
  ["accent", ground],
]);

for (const [theme, index] of [
  ["light", 0],
  ["dark", 1],
] as const) {
  test.each(text)(`${theme}: %s on %s is readable`, (ink, ground) => {
    expect(contrast(palette[ink][index], palette[ground][index])).toBeGreaterThanOrEqual(4.5);
  });
  test.each(controls)(`${theme}: the edge %s on %s can be seen`, (edge, ground) => {
    expect(contrast(palette[edge][index], palette[ground][index])).toBeGreaterThanOrEqual(3);
  });
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
