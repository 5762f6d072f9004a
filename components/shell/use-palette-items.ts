"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { open } from "@/components/ui/overlay-state";
import { formatMoney } from "@/lib/domain/money";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import { noMatches, type PaymentMatch } from "@/lib/domain/payment/payment-jump";
import { cleanQuery } from "@/lib/domain/text-input";
import type { ShownPage } from "./desk-pages";
import { type Item, matching, mayBeId, type Section } from "./items";
import type { ShellActions } from "./shell-actions";
import { submitSignOut } from "./sign-out";
import { usePaymentSearch } from "./use-payment-search";

type Offered = {
  pages: readonly ShownPage[];
  actions: ShellActions;
  onGo: (href: string) => void;
  onRun: (action: () => Promise<void>) => void;
  onClose: () => void;
};

type PaletteItems = {
  sections: readonly Section[];
  /** Message where no item is shown. */
  news: string;
  isAsking: boolean;
  /** Opens the payment that is meant as soon as it is found, for an Enter before the desk has answered. */
  openFirst: () => void;
};

export function usePaletteItems(
  typed: string,
  { pages, actions, onGo, onRun, onClose }: Offered,
): PaletteItems {
  const t = useTranslations("palette");
  const text = cleanQuery(typed);
  const { isAsking, found } = usePaymentSearch(text);
  const locale = useLocale();
  const { jumps, customers, hasMore } =
    found === null || found.matches === "failed" ? noMatches : found.matches;

  function leave(action: () => void): () => void {
    return () => {
      onClose();
      action();
    };
  }
  const goTo = (href: string) => leave(() => onGo(href));

  const payments: Item[] = jumps.map((jump) => ({
    key: `${jump.by}:${jump.id}:${jump.paymentId}`,
    label: jump.orderName,
    aside: asideOf(jump),
    run: goTo(paymentHref(jump.paymentId)),
  }));
  if (found !== null && mayBeId(text, jumps))
    payments.push({ key: "unknown-id", label: t("openId", { id: text }), run: goTo(paymentHref(text)) });

  if (hasMore) payments.push({ key: "list", label: t("showAll", { text }), run: goTo(searchHref(text)) });

  function asideOf({ by, id, paymentId, customerName, total, currency }: PaymentMatch): string {
    const found = by === "payment" || by === "text" ? null : `${t(`by.${by}`)} ${id}`;
    return [found, customerName, formatMoney(total, currency, locale), paymentId].filter(Boolean).join(" · ");
  }

  const all: Section[] = [
    {
      key: "pages",
      title: t("section.pages"),
      items: matching(
        pages.map(({ name, label, href, letter }) => ({
          key: name,
          label,
          keys: ["G", letter],
          run: goTo(href),
        })),
        text,
      ),
    },
    { key: "actions", title: t("section.actions"), items: matching(actionItems(), text) },
    { key: "payments", title: t("section.payments"), items: payments },
    {
      key: "customers",
      title: t("section.customers"),
      items: customers.map(({ name, contact }) => ({
        key: `customer:${name}`,
        label: name,
        aside: contact === null ? t("paymentsOf") : `${contact} · ${t("paymentsOf")}`,
        run: goTo(searchHref(name)),
      })),
    },
  ];

  function actionItems(): Item[] {
    const { setTheme, setLocale, reconcileNow, pullAgain } = actions;
    const form = (name: string, value: string) => {
      const data = new FormData();
      data.set(name, value);
      return data;
    };
    const action = (run: () => Promise<void>) => leave(() => onRun(run));
    return [
      { key: "shortcuts", label: t("action.shortcuts"), keys: ["?"], run: () => open("help") },
      ...(pullAgain
        ? [{ key: "pull", label: t("action.pull"), run: leave(() => go("/payments", pullAgain)) }]
        : []),
      ...(reconcileNow
        ? [
            {
              key: "reconcile",
              label: t("action.reconcile"),
              run: leave(() => go("/reconciliation", reconcileNow)),
            },
          ]
        : []),
      ...(["light", "dark", "system"] as const).map((theme) => ({
        key: `theme-${theme}`,
        label: t(`action.${theme}`),
        run: action(() => setTheme(form("theme", theme))),
      })),
      ...(["ko", "en"] as const).map((locale) => ({
        key: `language-${locale}`,
        label: t(`action.${locale}`),
        run: action(() => setLocale(form("locale", locale))),
      })),
      { key: "sign-out", label: t("action.signOut"), run: leave(submitSignOut) },
    ];
  }

  /** Runs the action, then opens the page that shows its progress. */
  function go(href: string, run: () => Promise<void>) {
    onRun(async () => {
      await run();
      onGo(href);
    });
  }

  const [wanted, setWanted] = useState<string | null>(null);
  const openWanted = useEffectEvent(() => {
    setWanted(null);
    // Of several that contain the text, the person chooses.
    const exact = jumps.filter(({ by, id }) => by === "refund" || by === "other" || id === text);
    if (wanted === text && (exact.length === 1 || jumps.length < 2)) payments[0]?.run();
  });
  useEffect(() => {
    if (found !== null) openWanted();
  }, [found]);

  const sections = all.filter(({ items }) => items.length > 0);
  return {
    sections,
    isAsking,
    openFirst: () => setWanted(text),
    news:
      found?.matches === "failed"
        ? t("failed")
        : sections.length === 0
          ? t(isAsking ? "asking" : "none")
          : "",
  };
}

function searchHref(query: string): string {
  return `/payments?${new URLSearchParams({ q: query })}`;
}
