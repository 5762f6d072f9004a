"use client";
// Nonce of the loaded document for react-aria, which adds its own style element. A refresh in place brings another nonce,
// which the policy of the loaded document does not allow.
import { useState } from "react";

export function CspNonce({ nonce }: { nonce: string | undefined }) {
  const [first] = useState(nonce);
  // Browsers hide the nonce from the document, so hydration would report a difference.
  return <meta property="csp-nonce" nonce={first} suppressHydrationWarning />;
}
