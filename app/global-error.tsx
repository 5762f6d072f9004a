"use client";
// Shown when the layout itself failed: there are no messages of a language then, so the text is in both. Next's own page has
// inline styles, which the content security policy refuses.
import { buttonStyle } from "@/components/ui/button-style";
import "./globals.css";

export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="ko">
      <body>
        <main className="mx-auto flex max-w-112 flex-col items-start gap-4 p-6">
          <h1 className="text-xl font-bold tracking-tight">
            화면을 불러오지 못했습니다
            <span lang="en" className="block text-base font-medium">
              This page could not be loaded
            </span>
          </h1>
          {error.digest && <p className="text-sm text-muted">{error.digest}</p>}
          <button type="button" className={buttonStyle("secondary")} onClick={() => window.location.reload()}>
            다시 불러오기 · <span lang="en">Reload</span>
          </button>
        </main>
      </body>
    </html>
  );
}
