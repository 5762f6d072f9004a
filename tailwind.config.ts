// Design tokens. There is one accent colour; ok, warn, danger and progress only mark a status. Colours are CSS variables
// made of light-dark(), so that one class serves both themes. tailwind.config.test.ts checks the pairs against WCAG 2.2 AA.
import type { Config } from "tailwindcss";
import plugin from "tailwindcss/plugin";

/** Each token as [light, dark]. */
export const palette = {
  canvas: ["#f5f6f8", "#0c0f13"],
  surface: ["#ffffff", "#14181d"],
  raised: ["#ffffff", "#323a45"],
  sunken: ["#eef0f3", "#1c2128"],
  hover: ["#f4f6f9", "#1a1f26"],
  line: ["#e2e6eb", "#272d36"],
  "line-strong": ["#868f9c", "#687384"],
  ink: ["#15191f", "#e9ecf0"],
  muted: ["#4d5663", "#a9b2be"],
  faint: ["#616b79", "#8e98a6"],
  accent: ["#1d5aa6", "#7ab0f5"],
  "accent-hover": ["#174a8a", "#98c3f9"],
  "accent-soft": ["#e7f0fb", "#172842"],
  "on-accent": ["#ffffff", "#0a1a2f"],
  ok: ["#0c693d", "#5fcf94"],
  "ok-soft": ["#e5f4ec", "#10291d"],
  warn: ["#855200", "#e8b04e"],
  "warn-soft": ["#fdf2dc", "#2f230d"],
  danger: ["#b4231c", "#ff8a80"],
  "danger-hover": ["#931b16", "#ffa79f"],
  "danger-soft": ["#fdecea", "#2c1615"],
  "on-danger": ["#ffffff", "#2b0806"],
  progress: ["#5743b5", "#b3a5fa"],
  "progress-soft": ["#efecfb", "#231d42"],
  neutral: ["#4d5663", "#a9b2be"],
  "neutral-soft": ["#eceff3", "#222830"],
} as const satisfies Record<string, readonly [string, string]>;

type Token = keyof typeof palette;

const tokens = Object.keys(palette) as Token[];

export default {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      ...Object.fromEntries(tokens.map((name) => [name, `var(--${name})`])),
    },
    fontFamily: {
      sans: [
        "var(--font-interface)",
        '"Pretendard Rest"',
        "Apple SD Gothic Neo",
        "Malgun Gothic",
        "Noto Sans KR",
        "sans-serif",
      ],
      // A browser takes Hangul from the font after the generic one, which lacks it on many machines.
      mono: [
        "ui-monospace",
        "SFMono-Regular",
        "Menlo",
        "Consolas",
        "D2Coding",
        "monospace",
        "var(--font-interface)",
      ],
    },
    fontSize: {
      xs: ["0.75rem", "1.125rem"],
      sm: ["0.8125rem", "1.25rem"],
      base: ["0.875rem", "1.375rem"],
      lg: ["1rem", "1.5rem"],
      xl: ["1.25rem", "1.75rem"],
      "2xl": ["1.625rem", "2.125rem"],
      "3xl": ["2rem", "2.5rem"],
    },
    borderRadius: { none: "0", sm: "4px", md: "6px", lg: "10px", xl: "14px", full: "9999px" },
    boxShadow: {
      none: "none",
      card: "0 1px 2px light-dark(#15191f0a, #00000040)",
      float: "0 0 0 1px var(--line), 0 12px 32px -8px light-dark(#15191f2e, #000000a6)",
      pop: "0 1px 2px light-dark(#15191f1f, #00000066)",
    },
    screens: { sm: "640px", md: "860px", lg: "1120px", xl: "1400px" },
  },
  plugins: [
    plugin(({ addBase }) => {
      const variables = tokens.map((name) => [`--${name}`, `light-dark(${palette[name].join(", ")})`]);
      addBase({ ":root": Object.fromEntries(variables) });
    }),
  ],
} satisfies Config;
