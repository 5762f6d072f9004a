"use client";
// One box for all that a payment is known by. The list follows what is typed; the address is replaced, so that the way
// back is not through every letter. A plain form where there is no JavaScript yet.
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { buttonStyle } from "@/components/ui/button-style";

const pauseMs = 250;

type PaymentSearchProps = {
  query?: string;
  /** What else the address asks for, which stays; without the tab, because a new search looks in every one. */
  rest?: string;
  /** What stays while an old search is changed. */
  restOfTab?: string;
  /** Follows what is typed; elsewhere than on the list a press of Enter leads there. */
  isLive?: boolean;
};

export function PaymentSearch({
  query = "",
  rest = "",
  restOfTab = rest,
  isLive = false,
}: PaymentSearchProps) {
  const t = useTranslations("paymentList");
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // A link may have put another search into the address; whoever types is not corrected.
    if (input.current && document.activeElement !== input.current) input.current.value = query;
  }, [query]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function show() {
    clearTimeout(timer.current);
    const next = input.current?.value.trim() ?? "";
    const asked = new URLSearchParams(window.location.search).get("q") ?? "";
    if (isLive && next === asked) return;
    const address = new URLSearchParams(asked === "" ? rest : restOfTab);
    if (next !== "") address.set("q", next);
    router[isLive ? "replace" : "push"](`/payments?${address}`, { scroll: false });
  }

  return (
    <search className="w-full sm:w-auto">
      <form
        action="/payments"
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          show();
        }}
      >
        {[...new URLSearchParams(rest)].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="relative grow">
          <Search
            className="pointer-events-none absolute top-3 left-3 size-4 text-faint"
            aria-hidden="true"
          />
          <input
            ref={input}
            type="search"
            name="q"
            defaultValue={query}
            onChange={() => {
              clearTimeout(timer.current);
              if (isLive) timer.current = setTimeout(show, pauseMs);
            }}
            aria-keyshortcuts="/"
            aria-label={t("searchLabel")}
            placeholder={t("searchPlaceholder")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="h-10 w-full rounded-md border border-line-strong bg-surface pr-2 pl-9 text-ink outline-none focus:border-accent focus:ring-2 focus:ring-accent/35 sm:w-88"
          />
        </div>
        {!isLive && (
          <button type="submit" className={buttonStyle("secondary")}>
            {t("search")}
          </button>
        )}
      </form>
    </search>
  );
}
