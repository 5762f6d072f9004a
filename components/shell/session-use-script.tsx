type SessionUseScriptProps = { nonce: string | undefined };

/** Reports that the person uses the browser, so that live updates do not count as use of the session. */
export function SessionUseScript({ nonce }: SessionUseScriptProps) {
  return (
    <script
      nonce={nonce}
      // Browsers hide the nonce from the document, so hydration would report a difference.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the text of a function of this program, without input.
      dangerouslySetInnerHTML={{ __html: `(${reportInput.toString()})("/api/session")` }}
    />
  );
}

/** Runs in the page before every script, so it stands alone. */
function reportInput(path: string): void {
  const everyMs = 60_000;
  let reportedAt = Number.NEGATIVE_INFINITY;
  function report() {
    const now = Date.now();
    if (Math.abs(now - reportedAt) < everyMs) return;
    reportedAt = now;
    fetch(path)
      .then((answer) => answer.text())
      .catch(() => {
        // The next input reports again.
        reportedAt = Number.NEGATIVE_INFINITY;
      });
  }
  for (const kind of ["keydown", "pointerdown", "wheel"])
    addEventListener(kind, report, { capture: true, passive: true });
}
