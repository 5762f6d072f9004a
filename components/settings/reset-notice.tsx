// Tells a person that somebody has reset their second factor, until they say that they have read it.
import { useTranslations } from "next-intl";
import { buttonStyle } from "@/components/ui/button-style";
import { Callout } from "@/components/ui/callout";

export function ResetNotice({ by, read }: { by: string; read: () => Promise<void> }) {
  const t = useTranslations("secondFactor");
  return (
    <form action={read} className="mb-5">
      <Callout kind="warn" title={t("resetNotice", { name: by })}>
        <button type="submit" className={buttonStyle("secondary", "sm")}>
          {t("resetRead")}
        </button>
      </Callout>
    </form>
  );
}
