import { recordEarlyKeys } from "./early-keys";

type EarlyKeysScriptProps = { nonce: string | undefined; areKeysOff: boolean };

/** Put this before the frame of signed-in pages: other pages have no palette, and their keys are passwords. */
export function EarlyKeysScript({ nonce, areKeysOff }: EarlyKeysScriptProps) {
  return (
    <script
      nonce={nonce}
      // Browsers hide the nonce from the document, so hydration would report a difference.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the text of a function of this program, without input.
      dangerouslySetInnerHTML={{ __html: `(${recordEarlyKeys.toString()})(${areKeysOff})` }}
    />
  );
}
