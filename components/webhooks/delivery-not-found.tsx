import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** Shown for the address of an unknown webhook. */
export function DeliveryNotFound() {
  const t = useTranslations("webhooks");
  return (
    <Card>
      <EmptyState
        icon={<SearchX className="size-8" />}
        title={t("notFound.title")}
        body={t("notFound.body")}
      />
    </Card>
  );
}
