// Filter of the list: a button for each group of conditions, and the active conditions with links that remove them.
import { useLocale, useTranslations } from "next-intl";
import { methodName, paymentStatusName } from "@/components/labels/payment-labels";
import { listHref } from "@/components/labels/payment-list-href";
import { pgName } from "@/components/labels/pg-names";
import { ActiveFilters, rangeText } from "@/components/list-tools/active-filters";
import { currencyChoices, withChosen } from "@/components/list-tools/filter-choices";
import { formatMoney } from "@/lib/domain/money";
import { paymentStatuses } from "@/lib/domain/payment/payment";
import {
  everyPayment,
  isNarrowed,
  type PaymentFilter,
  type PaymentSort,
  sortKeys,
} from "@/lib/domain/payment/payment-filter";
import { methodTypes } from "@/lib/domain/payment/payment-method";
import type { PaymentListPage } from "@/lib/domain/views/payment-list";
import { PaymentFilterButton } from "./filter-button";
import { type FilterChoices, type FilterPart, filterParts, filterSwitches, without } from "./filter-parts";

type FilterBarProps = { page: Pick<PaymentListPage, "filter" | "choices"> };

export function PaymentFilterButtons({ page: { filter, choices } }: FilterBarProps) {
  const t = useTranslations("paymentList");
  const named = useChoices(filter, choices);
  return (
    <div className="flex flex-wrap items-center gap-1.5 md:gap-1">
      {filterParts.map((part) => (
        <PaymentFilterButton
          key={part}
          part={part}
          filter={filter}
          choices={named}
          label={t(`filter.part.${part}`)}
        />
      ))}
    </div>
  );
}

const nameOf = ({ key, direction }: PaymentSort) => `${key}-${direction}` as const;

function useChoices(filter: PaymentFilter, { pgs, currencies }: PaymentListPage["choices"]): FilterChoices {
  const payment = useTranslations("payment");
  const order = useTranslations("paymentList.sort");
  const locale = useLocale();
  return {
    statuses: paymentStatuses.map((value) => ({ value, label: paymentStatusName(payment, value, value) })),
    methods: methodTypes.map((value) => ({
      value,
      label: methodName(payment, { type: value, rawType: value }),
    })),
    pgs: withChosen(pgs, filter.pgs)
      .map((value) => ({ value, label: pgName(value, locale) }))
      .sort((a, b) => a.label.localeCompare(b.label, locale)),
    orders: sortKeys.flatMap((key) =>
      (["desc", "asc"] as const).map((direction) => ({
        value: `${direction === "desc" ? "-" : ""}${key}`,
        label: order(nameOf({ key, direction })),
      })),
    ),
    currencies: currencyChoices(currencies, filter.currency),
  };
}

/** Shows the active conditions that the buttons set. */
export function PaymentFilterChips({ filter }: { filter: PaymentFilter }) {
  const chips = useChips(filter);
  if (chips.length === 0 && !isNarrowed({ ...filter, query: "" })) return null;
  return (
    <ActiveFilters
      chips={chips.map(({ part, text }) => ({ text, href: listHref(without(filter, part)) }))}
      clearHref={listHref({ query: filter.query, tab: filter.tab })}
      className="mt-2"
    />
  );
}

function useChips(filter: PaymentFilter): { part: FilterPart; text: string }[] {
  const t = useTranslations("paymentList");
  const payment = useTranslations("payment");
  const locale = useLocale();
  const { period, took, statuses, methods, pgs, channel, amount, currency } = filter;
  const money = (value: number) => formatMoney(value, currency ?? "KRW", locale);
  const order = useTranslations("paymentList.sort");
  const { sort } = filter;
  const isUsual = sort.key === everyPayment.sort.key && sort.direction === everyPayment.sort.direction;
  const texts: Record<FilterPart, string> = {
    order: isUsual ? "" : order(nameOf(sort)),
    period:
      period === null
        ? ""
        : [
            `${t(`filter.by.${period.of}`)} ${rangeText(period.from, period.to)}`,
            took && t(`filter.took.${took}`),
          ]
            .filter(Boolean)
            .join(" · "),
    status: [
      ...statuses.map((status) => paymentStatusName(payment, status, status)),
      ...filterSwitches.filter((name) => filter[name]).map((name) => t(`filter.${name}`)),
    ].join(", "),
    paymentMethod: [
      ...methods.map((type) => methodName(payment, { type, rawType: type })),
      ...pgs.map((pg) => pgName(pg, locale)),
      ...(channel === null ? [] : [t(`filter.channel.${channel}`)]),
    ].join(", "),
    amount: [
      amount === null
        ? currency
        : rangeText(
            amount.from === null ? null : money(amount.from),
            amount.to === null ? null : money(amount.to),
          ),
      filter.unknownCharge && t("filter.unknownCharge"),
    ]
      .filter(Boolean)
      .join(" · "),
  };
  return filterParts.map((part) => ({ part, text: texts[part] })).filter(({ text }) => text !== "");
}
