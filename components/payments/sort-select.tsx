"use client";
// The order of the list, also where the columns have no heads to press.
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";

type SortSelectProps = {
  current: string;
  orders: readonly { name: string; label: string; href: string }[];
};

export function SortSelect({ current, orders }: SortSelectProps) {
  const t = useTranslations("payments");
  const router = useRouter();
  return (
    <label className="flex items-center gap-2 text-sm text-muted">
      <span className="sr-only">{t("sort.label")}</span>
      <select
        // Another order that a link leads to is shown as well.
        key={current}
        defaultValue={current}
        onChange={(event) => {
          const chosen = orders.find(({ name }) => name === event.currentTarget.value);
          if (chosen) router.push(chosen.href, { scroll: false });
        }}
        className="h-8 rounded-md border border-line-strong/60 bg-surface px-2 text-sm text-ink"
      >
        {orders.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
