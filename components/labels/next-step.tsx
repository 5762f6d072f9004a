import { useTranslations } from "next-intl";
import { OutLink } from "@/components/ui/out-link";
import type { ResolvableBy } from "@/lib/domain/resolvable-by";
import { consoleGuide } from "./guides";

/** Shows the next step, and who can take the step. */
export function NextStep({ next, who }: { next: string; who: ResolvableBy }) {
  const t = useTranslations("refund");
  return (
    <dl className="mt-2 flex flex-col gap-1 text-sm">
      <div>
        <dt className="sr-only">{t("next")}</dt>
        <dd className="text-ink">
          {next}
          {who === "console" && (
            <>
              {" "}
              <OutLink url={consoleGuide}>{t("consoleGuide")}</OutLink>
            </>
          )}
        </dd>
      </div>
      {who !== "nobody" && (
        <div className="flex gap-1.5 text-muted">
          <dt>{t("resolvableBy")}:</dt>
          <dd className="font-semibold text-ink">{t(`who.${who}`)}</dd>
        </div>
      )}
    </dl>
  );
}
