"use client";
// One box for all that a payment is known by. The list follows what is typed; the address is replaced, so that the way
// back is not through every letter. A plain form where there is no JavaScript yet.
import { Search } from "lucide-react";
import Form from "next/form";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { Spinner } from "@/components/ui/spinner";

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
  const t = useTranslations("payments");
  const router = useRouter();
  const [text, setText] = useState(query);
  const [isPending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What the address says as far as this box knows: anything else was put there by a link. */
  const asked = useRef(query);
  useEffect(() => {
    if (query === asked.current) return;
    asked.current = query;
    setText(query);
  }, [query]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function follow(typed: string) {
    setText(typed);
    if (!isLive) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const next = typed.trim();
      if (next === asked.current) return;
      const address = new URLSearchParams(asked.current === "" ? rest : restOfTab);
      if (next !== "") address.set("q", next);
      asked.current = next;
      startTransition(() => router.replace(`/payments?${address}`, { scroll: false }));
    }, pauseMs);
  }

  const kept = [...new URLSearchParams(rest)];
  return (
    <Form action="/payments" role="search" className="flex w-full gap-2 sm:w-auto">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="relative grow">
        <span className="pointer-events-none absolute top-3 left-3 text-faint" aria-hidden="true">
          {isPending ? <Spinner /> : <Search className="size-4" />}
        </span>
        <input
          type="search"
          name="q"
          value={text}
          onChange={(event) => follow(event.currentTarget.value)}
          aria-label={t("searchLabel")}
          aria-keyshortcuts="/"
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
    </Form>
  );
}
