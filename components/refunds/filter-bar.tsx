// Filter of the list of refunds: a button for each group of conditions, and the active conditions with links that remove them.
import { useLocale, useTranslations } from "next-intl";
import { methodName } from "@/components/labels/payment-labels";
import { pgName } from "@/components/labels/pg-names";
import { refundsHref } from "@/components/labels/refund-list-href";
import { ActiveFilters, rangeText } from "@/components/list-tools/active-filters";
import { currencyChoices, withChosen } from "@/components/list-tools/filter-choices";
import { methodTypes, term } from "@/lib/domain/payment/payment-method";
import {
  isRefundFilterSet,
  madeElsewhere,
  noneOfThem,
  noReason,
  type RefundFilter,
  refundListStates,
} from "@/lib/domain/refund/refund-filter";
import type { RefundListPage, RefundTab } from "@/lib/domain/views/refund-list";
import { RefundFilterButton } from "./filter-button";
import { type RefundFilterChoices, refundFilterParts, withoutPart } from "./filter-parts";

/** Everything that a filter can name. */
export type RefundFilterNames = {
  people: readonly { id: string; name: string }[];
  reasons: readonly { code: string; ko: string; en: string }[];
  pgs: readonly string[];
  currencies: readonly string[];
};

type FilterProps = { page: Pick<RefundListPage, "filter" | "tab">; names: RefundFilterNames };

const statesOfTab: Record<RefundTab, RefundFilter["states"]> = {
  all: [],
  undecided: ["undecided"],
  failed: ["failed"],
  confirming: ["submitting"],
  pending: ["pending"],
};

export function RefundFilterButtons({ page: { filter, tab }, names }: FilterProps) {
  const t = useTranslations("refunds");
  const choices = useChoices(filter, names);
  // A filter leaves the worklist, and goes on with the worklist's state.
  const from = tab === "all" ? filter : { ...filter, states: statesOfTab[tab] };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {refundFilterParts.map((part) => (
        <RefundFilterButton
          key={part}
          part={part}
          filter={from}
          choices={choices}
          label={t(`filter.part.${part}`)}
        />
      ))}
    </div>
  );
}

function useChoices(filter: RefundFilter, names: RefundFilterNames): RefundFilterChoices {
  const t = useTranslations("refunds");
  const nameOf = useNames(names);
  const named = (values: readonly string[], name: (value: string) => string) =>
    values.map((value) => ({ value, label: name(value) }));
  return {
    states: refundListStates.map((value) => ({ value, label: t(`state.${value}`) })),
    people: named([...names.people.map(({ id }) => id), madeElsewhere], nameOf.person),
    reasons: named([...names.reasons.map(({ code }) => code), noReason], nameOf.reason),
    methods: named(withChosen(methodTypes, filter.methods), nameOf.method),
    pgs: named(withChosen(names.pgs, filter.pgs), nameOf.pg),
    currencies: currencyChoices(names.currencies, filter.currency),
  };
}

function useNames({ people, reasons }: RefundFilterNames) {
  const t = useTranslations("refunds");
  const payment = useTranslations("payment");
  const locale = useLocale();
  return {
    person: (id: string) =>
      id === madeElsewhere ? t("elsewhere") : (people.find((person) => person.id === id)?.name ?? id),
    reason(code: string) {
      const reason = reasons.find((known) => known.code === code);
      if (reason === undefined) return code === noReason ? t("noReason") : code;
      return locale === "ko" ? reason.ko : reason.en;
    },
    method(value: string) {
      if (value === noneOfThem) return payment("otherMethod");
      const type = term(methodTypes, value).value;
      return methodName(payment, { type, rawType: value });
    },
    pg: (value: string) => (value === noneOfThem ? t("noPg") : pgName(value, locale)),
  };
}

/** Shows the active conditions. */
export function RefundFilterChips({ page: { filter }, names }: FilterProps) {
  const t = useTranslations("paymentList");
  const refunds = useTranslations("refunds");
  const nameOf = useNames(names);
  if (!isRefundFilterSet(filter)) return null;
  const { period, states, person, reason, methods, pgs, channel, currency, took, pending, only } = filter;
  const range = period === null ? "" : rangeText(period.from, period.to);
  const means = [
    ...methods.map(nameOf.method),
    ...pgs.map(nameOf.pg),
    ...(channel === null ? [] : [t(`filter.channel.${channel}`)]),
    ...(currency === null ? [] : [currency]),
  ];
  const chips = [
    period && {
      text: `${refunds(`filter.by.${period.of}`)} ${range}`,
      next: withoutPart(filter, "period"),
    },
    states.length > 0 && {
      text: states.map((state) => refunds(`state.${state}`)).join(", "),
      next: withoutPart(filter, "state"),
    },
    person && {
      text: refunds("personOnly", { person: nameOf.person(person) }),
      next: { ...filter, person: null },
    },
    reason && {
      text: refunds("reasonOnly", { reason: nameOf.reason(reason) }),
      next: { ...filter, reason: null },
    },
    means.length > 0 && { text: means.join(", "), next: withoutPart(filter, "means") },
    took && { text: t(`filter.took.${took}`), next: { ...filter, took: null } },
    pending && { text: refunds(`pendingSince.${pending}`), next: { ...filter, pending: null } },
    only && { text: refunds(`only.${only}`), next: { ...filter, only: null } },
  ].filter((chip) => chip !== null && chip !== false && chip !== "");
  return (
    <ActiveFilters
      chips={chips.map(({ text, next }) => ({ text, href: refundsHref({ filter: next }) }))}
      clearHref={refundsHref()}
    />
  );
}
