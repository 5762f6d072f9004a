// Pretendard as cut by scripts/cut-font.ts: variable files, weights 400 to 700, served from our own origin.
import localFont from "next/font/local";
// The syllables that only names and goods have: a browser asks for the part that has one which is on the page.
import "./rest.css";

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

/** Put this on `<html>`; the theme takes the family from its variable. */
export const pretendard = ofInterface.variable;
