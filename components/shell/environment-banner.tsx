// Names the PortOne environment. Always visible, because only one of the two environments moves money.
import { FlaskConical, Radio } from "lucide-react";
import { useTranslations } from "next-intl";

export type DeskEnvironment = { kind: "sandbox" | "portone"; host: string };

export function EnvironmentBanner({ environment }: { environment: DeskEnvironment }) {
  const t = useTranslations("shell");
  const live = environment.kind === "portone";
  const Icon = live ? Radio : FlaskConical;
  return (
    <section
      aria-label={t("environment")}
      data-environment={environment.kind}
      className={`sticky top-0 z-40 flex h-7 items-center justify-center gap-1.5 px-3 text-xs font-semibold ${live ? "bg-ink text-canvas" : "bg-warn-soft text-warn"}`}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden="true" />
      <p className="truncate">{live ? t("live", { host: environment.host }) : t("sandbox")}</p>
    </section>
  );
}
