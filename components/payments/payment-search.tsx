// Search by payment id: a GET form, so the result has an address. It looks in every status, under the same filters.
import { Search } from "lucide-react";
import Form from "next/form";
import { useTranslations } from "next-intl";
import { buttonStyle } from "@/components/ui/button-style";
import { everyPayment, type PaymentFilter, writePaymentFilter } from "@/lib/domain/payment-filter";

export function PaymentSearch({ filter = everyPayment }: { filter?: PaymentFilter }) {
  const t = useTranslations("payments");
  const kept = [...new URLSearchParams(writePaymentFilter({ ...filter, query: "", tab: "all" }))];
  return (
    <Form action="/payments" role="search" className="flex w-full gap-2 sm:w-auto">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="relative grow">
        <Search className="pointer-events-none absolute top-3 left-3 size-4 text-faint" aria-hidden="true" />
        <input
          key={filter.query}
          type="search"
          name="q"
          defaultValue={filter.query}
          aria-label={t("searchLabel")}
          aria-keyshortcuts="/"
          placeholder={t("searchPlaceholder")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          className="h-10 w-full rounded-md border border-line-strong bg-surface pr-2 pl-9 text-ink outline-none focus:border-accent focus:ring-2 focus:ring-accent/35 sm:w-72"
        />
      </div>
      <button type="submit" className={buttonStyle("secondary")}>
        {t("search")}
      </button>
    </Form>
  );
}
