import { useTranslations } from "next-intl";
import { signOutEverywherePath } from "@/components/shell/sign-out";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { UnlessDeskUpdated } from "@/components/ui/desk-updated-notice";
import { Time } from "@/components/ui/time";
import type { SessionRow } from "@/lib/domain/people/session";

export type SessionsCardProps = {
  sessions: readonly SessionRow[];
  /** Ends the session that the form names, or all but this one. */
  endSession: (form: FormData) => Promise<void>;
};

export function SessionsCard({ sessions, endSession }: SessionsCardProps) {
  const t = useTranslations("account");
  const deviceOf = ({ browser, system }: SessionRow) =>
    [browser, system].filter((part) => part !== null).join(" · ") || t("unknownDevice");
  return (
    <Card id="sessions" title={t("sessions")}>
      <div className="flex flex-col gap-3 px-5 pt-1 pb-5">
        <UnlessDeskUpdated>
          <ul className="flex flex-col divide-y divide-line">
            {sessions.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 py-2.5">
                <div className="min-w-0">
                  <p className="flex flex-wrap items-center gap-2 font-semibold">
                    <span className="wrap-anywhere">{deviceOf(one)}</span>
                    {one.isThis && <Badge tone="ok">{t("thisDevice")}</Badge>}
                  </p>
                  <p className="text-sm text-muted">
                    {one.address !== null && <span className="font-mono">{one.address} · </span>}
                    {t("signedIn")} <Time at={one.signedInAt} isExact /> · {t("lastSeen")}{" "}
                    <Time at={one.lastSeenAt} />
                  </p>
                </div>
                {!one.isThis && (
                  <form action={endSession}>
                    <input type="hidden" name="session" value={one.id} />
                    <button
                      type="submit"
                      aria-label={t("signOutOf", { device: deviceOf(one) })}
                      className={buttonStyle("secondary", "sm")}
                    >
                      {t("signOutDevice")}
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
          {sessions.length > 2 && (
            <form action={endSession} className="flex">
              <button type="submit" className={buttonStyle("secondary", "sm")}>
                {t("signOutOthers")}
              </button>
            </form>
          )}
        </UnlessDeskUpdated>
        <p className="text-sm text-muted">{t("sessionsBody")}</p>
        <form method="post" action={signOutEverywherePath}>
          <button type="submit" className={buttonStyle("secondary", "sm")}>
            {t("signOutEverywhere")}
          </button>
        </form>
      </div>
    </Card>
  );
}
