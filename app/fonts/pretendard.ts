// Pretendard as cut by scripts/cut-font.ts: one variable file, weights 400 to 700, served from our own origin.
import localFont from "next/font/local";

/** Put `pretendard.variable` on `<html>`; globals.css takes the family from the variable. */
export const pretendard = localFont({
  src: "./pretendard.woff2",
  variable: "--font-pretendard",
  weight: "400 700",
  style: "normal",
  display: "swap",
  // The fallback's metrics are fitted to Pretendard, so that the swap moves nothing.
  adjustFontFallback: "Arial",
  fallback: ["Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "sans-serif"],
});
