// Every pair of text and background that the components use meets WCAG 2.2 AA in both themes.
import { expect, test } from "vitest";
import { palette } from "./tailwind.config.ts";

type Token = keyof typeof palette;

const backgrounds: Token[] = ["canvas", "surface", "sunken", "hover"];
const text: [Token, Token][] = [
  ...backgrounds.flatMap((background) =>
    (["ink", "muted", "faint", "accent"] as const).map((ink): [Token, Token] => [ink, background]),
  ),
  ...(["canvas", "surface", "hover"] as const).flatMap((background) =>
    (["ok", "warn", "danger", "progress"] as const).map((ink): [Token, Token] => [ink, background]),
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
const controls: [Token, Token][] = (["canvas", "surface"] as const).flatMap(
  (background): [Token, Token][] => [
    ["line-strong", background],
    ["accent", background],
  ],
);

for (const [theme, index] of [
  ["light", 0],
  ["dark", 1],
] as const) {
  test.each(text)(`${theme}: the text %s on %s has a contrast of at least 4.5`, (ink, background) => {
    expect(contrast(palette[ink][index], palette[background][index])).toBeGreaterThanOrEqual(4.5);
  });
  test.each(controls)(`${theme}: the edge %s on %s has a contrast of at least 3`, (edge, background) => {
    expect(contrast(palette[edge][index], palette[background][index])).toBeGreaterThanOrEqual(3);
  });
}

/** Contrast ratio: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
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
