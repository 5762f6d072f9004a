// Says which limit stopped a refund, what is left of it today, and who can request the refund.
import { useLocale, useTranslations } from "next-intl";
import * as z from "zod/mini";
import { Callout } from "@/components/ui/callout";
import { formatMoney } from "@/lib/domain/money";
import { limitNames } from "@/lib/domain/people/refund-limits";

const limitDetail = z.object({
  limit: z.enum(limitNames),
  owner: z.enum(["role", "person"]),
  most: z.nullable(z.number()),
  left: z.nullable(z.number()),
  currency: z.string(),
  helpers: z.array(z.string()),
});
const mostNames = 5;

/** `detail`: a `LimitDetail` as the server action sent it. */
export function LimitNotice({ detail }: { detail: unknown }) {
  const t = useTranslations("refund");
  const locale = useLocale();
  const { data } = limitDetail.safeParse(detail);
  if (data === undefined) return <Callout kind="warn" title={t("refusal.limit-reached.what")} />;
  const { limit, owner, most, left, currency, helpers } = data;
  const shown = (value: number | null) =>
    limit === "count" ? (value ?? 0).toLocaleString("en") : formatMoney(value ?? 0, currency, locale);
  const names = helpers.slice(0, mostNames).join(", ");
  const more = helpers.length - mostNames;
  return (
    <Callout kind="warn" title={t("refusal.limit-reached.what")}>
      <p>
        {t(`limit.${limit}`, { most: shown(most), left: shown(left) })} {t(`limit.owner.${owner}`)}
      </p>
      <p className="mt-1">
        {helpers.length === 0
          ? t("limit.nobody")
          : t("limit.helpers", { names: more > 0 ? t("limit.more", { names, count: more }) : names })}
      </p>
    </Callout>
  );
}
