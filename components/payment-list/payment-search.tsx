"use client";
// Search box for everything that identifies a payment. The list follows the typed text. The address is replaced, so that the
// back button does not step through every letter. Without JavaScript, a plain form.
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { buttonStyle } from "@/components/ui/button-style";

const pauseMs = 250;

type PaymentSearchProps = {
  query?: string;
  /** Other query parameters, which stay; without the tab, because a new search covers every tab. */
  rest?: string;
  /** Query parameters that stay when an existing search is changed. */
  restOfTab?: string;
  /** Follows the typed text. On other pages than the list, Enter opens the list. */
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
  const shown = useRef(query);
  /** Searches of this box whose list has not arrived. */
  const asked = useRef<string[]>([]);
  const showEarly = useEffectEvent(() => {
    if (isLive && input.current?.value.trim() !== query) show();
  });
  // Text that was typed before hydration.
  useEffect(() => showEarly(), []);
  useEffect(() => {
    if (shown.current === query) return;
    shown.current = query;
    const own = asked.current.indexOf(query);
    asked.current = asked.current.slice(own + 1);
    // A link may have put another search into the address. Text that is being typed is not overwritten, nor is text that was
    // typed after the search whose list arrives.
    if (own === -1 && input.current && document.activeElement !== input.current) input.current.value = query;
  }, [query]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function show() {
    clearTimeout(timer.current);
    const next = input.current?.value.trim() ?? "";
    const current = new URLSearchParams(window.location.search).get("q") ?? "";
    if (isLive && next === current) return;
    asked.current.push(next);
    const address = new URLSearchParams(current === "" ? rest : restOfTab);
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
