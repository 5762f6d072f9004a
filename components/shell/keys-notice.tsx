"use client";
import { useTranslations } from "next-intl";
import { buttonStyle } from "@/components/ui/button-style";

type KeysNoticeProps = {
  /**
   * `cannotLoad`: the connection is lost, or the desk has a newer build than this page. `deskUpdated`: the desk has a newer
   * build, so an action of the palette was not run.
   */
  reason: "cannotLoad" | "deskUpdated";
  onClose: () => void;
};

export function KeysNotice({ reason, onClose }: KeysNoticeProps) {
  const t = useTranslations("keys");
  return (
    <div
      role="alert"
      className="fixed right-4 bottom-4 left-4 z-50 flex items-center justify-between gap-3 rounded-lg border border-line bg-raised px-4 py-3 shadow-float sm:left-auto"
    >
      <p>{t(reason)}</p>
      <button type="button" onClick={onClose} className={buttonStyle("secondary", "sm")}>
        {t("close")}
      </button>
    </div>
  );
}
