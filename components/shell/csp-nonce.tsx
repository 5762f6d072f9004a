"use client";
// The nonce of the page as it was loaded, for react-aria, which adds a style element of its own. A page that is
// refreshed in place comes with another nonce, which the policy of the loaded document does not know.
import { useState } from "react";

export function CspNonce({ nonce }: { nonce: string | undefined }) {
  const [first] = useState(nonce);
  // Browsers hide the value from the document, so hydration sees a difference that is none.
  return <meta property="csp-nonce" nonce={first} suppressHydrationWarning />;
}
