// Pretendard as cut by scripts/cut-font.ts: variable files, weights 400 to 700, served from our own origin.
import localFont from "next/font/local";

/** What the interface says; a page asks for it first. */
const ofInterface = localFont({
  src: "./interface.woff2",
  variable: "--font-interface",
  weight: "400 700",
  style: "normal",
  display: "swap",
  // The fallback's metrics are fitted to Pretendard, so that the swap moves nothing.
  adjustFontFallback: "Arial",
});

/** The syllables that only names and goods have: a browser asks for it when one of them is on the page. */
const ofTheRest = localFont({
  src: "./rest.woff2",
  variable: "--font-rest",
  weight: "400 700",
  style: "normal",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
});

/** Put this on `<html>`; the theme takes the families from their variables, in this order. */
export const pretendard = `${ofInterface.variable} ${ofTheRest.variable}`;
