import { useTranslations } from "next-intl";
import type { FailureReading } from "@/lib/domain/refund/failure-readings";

export function useAnswerLabels(): (reading: FailureReading) => { what: string; next: string } {
  const t = useTranslations("reading");
  return (reading) => {
    switch (reading.kind) {
      case "portone":
        return { what: t(`portone.${reading.type}.what`), next: t(`portone.${reading.type}.next`) };
      case "cause":
        return { what: t(`cause.${reading.cause}.what`), next: t(`cause.${reading.cause}.next`) };
      case "pg":
        return { what: t(`pg.${reading.meaning}.what`), next: t(`pg.${reading.meaning}.next`) };
    }
  };
}
