"use client";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { optionalPart } from "@/components/ui/optional-part";
import { RowMenu } from "@/components/ui/row-menu";
import { Time } from "@/components/ui/time";
import { useAction } from "@/components/ui/use-action";
import type { ListedChannel, SaveChannelError, SendFailureCode } from "@/lib/domain/alerts/channel";
import { clockText } from "@/lib/domain/alerts/sending-time";
import { formatMoney } from "@/lib/domain/money";
import type { AlertChannelActions } from "./alert-channel-actions";

const AlertChannelDialog = optionalPart(
  dynamic(() => import("./alert-channel-dialog").then((file) => file.AlertChannelDialog)),
);

type AlertChannelsCardProps = AlertChannelActions & {
  channels: readonly ListedChannel[];
  currencies: readonly string[];
  hasMail: boolean;
  signInHref: string;
};

type Step =
  | { kind: "edit"; channel: ListedChannel | null }
  | { kind: "delete"; channel: ListedChannel }
  | { kind: "secret"; name: string; secret: string }
  | null;

/** Of the last test: null where the message arrived. */
type Tested = { name: string; failure: SendFailureCode | null };

export function AlertChannelsCard(props: AlertChannelsCardProps) {
  const { channels, currencies, hasMail, saveChannel, deleteChannel, testChannel, signInHref } = props;
  const t = useTranslations("alertSettings");
  const router = useRouter();
  const deletion = useAction(deleteChannel);
  const test = useAction(testChannel);
  const [step, setStep] = useState<Step>(null);
  const [news, setNews] = useState("");
  const [tested, setTested] = useState<Tested | null>(null);

  function report(text: string, next: Step = null) {
    setStep(next);
    setTested(null);
    setNews(text);
    router.refresh();
  }

  async function remove({ id, revision, name }: ListedChannel) {
    if ((await deletion.run({ id, revision })).kind === "done") report(t("deleted", { name }));
  }

  async function sendTest({ id, revision, name }: ListedChannel) {
    setTested(null);
    setNews("");
    const outcome = await test.run({ id, revision });
    if (outcome.kind !== "done") return;
    setTested({ name, failure: outcome.value });
    router.refresh();
  }

  return (
    <Card id="alert-channels" title={t("channels")}>
      <div className="px-5 pt-1 pb-4">
        {channels.length === 0 && <p className="py-2 text-muted">{t("none")}</p>}
        <ul className="divide-y divide-line">
          {channels.map((channel) => (
            <li key={channel.id} className="flex items-start gap-3 py-2.5">
              <ChannelLine channel={channel} />
              <RowMenu
                label={t("menuOf", { name: channel.name })}
                actions={[
                  { key: "test", label: t("test"), run: () => void sendTest(channel) },
                  { key: "edit", label: t("edit"), run: () => setStep({ kind: "edit", channel }) },
                  {
                    key: "delete",
                    label: t("delete"),
                    isDanger: true,
                    run: () => setStep({ kind: "delete", channel }),
                  },
                ]}
              />
            </li>
          ))}
        </ul>
        <div className="mt-3 flex flex-col items-start gap-3">
          <div role="status" className="empty:hidden">
            {test.isPending && <p className="text-sm text-muted">{t("testing")}</p>}
            {news !== "" && <Callout kind="success" title={news} />}
            {tested?.failure === null && (
              <Callout kind="success" title={t("arrived", { name: tested.name })} />
            )}
          </div>
          {tested !== null && tested.failure !== null && (
            <div role="alert">
              <Callout kind="danger" title={t("notArrived", { name: tested.name })}>
                <p>{t(`failure.${tested.failure}`)}</p>
              </Callout>
            </div>
          )}
          <FormAlert
            refusal={test.refusal}
            labels={(code: SaveChannelError) => t(`error.${code}`)}
            signInHref={signInHref}
          />
          <Button onPress={() => setStep({ kind: "edit", channel: null })}>{t("add")}</Button>
        </div>
      </div>
      {step?.kind === "edit" && (
        <AlertChannelDialog
          channel={step.channel}
          currencies={currencies}
          hasMail={hasMail}
          saveChannel={saveChannel}
          onSaved={(name, secret) =>
            report(t("saved", { name }), secret === null ? null : { kind: "secret", name, secret })
          }
          onClose={() => setStep(null)}
          signInHref={signInHref}
        />
      )}
      {step?.kind === "secret" && (
        <Dialog isOpen mayClose onClose={() => setStep(null)} title={t("secretTitle", { name: step.name })}>
          <div className="mt-3 flex flex-col gap-3">
            <p className="text-sm text-muted">{t("secretBody")}</p>
            <div className="flex items-center justify-between gap-3 rounded-md bg-sunken px-4 py-3">
              <code className="min-w-0 font-mono text-sm wrap-anywhere select-all">{step.secret}</code>
              <CopyButton text={step.secret} label={t("copySecret")} />
            </div>
            <Button takesFocus onPress={() => setStep(null)}>
              {t("close")}
            </Button>
          </div>
        </Dialog>
      )}
      {step?.kind === "delete" && (
        <ConfirmDialog
          title={t("deleteTitle")}
          body={t("deleteSure", { name: step.channel.name })}
          button={t("deleteButton")}
          cancel={t("close")}
          isPending={deletion.isPending}
          alert={
            <FormAlert
              refusal={deletion.refusal}
              labels={(code: SaveChannelError) => t(`error.${code}`)}
              signInHref={signInHref}
            />
          }
          onConfirm={() => void remove(step.channel)}
          onClose={() => setStep(null)}
        />
      )}
    </Card>
  );
}

function ChannelLine({ channel }: { channel: ListedChannel }) {
  const t = useTranslations("alertSettings");
  const locale = useLocale();
  const { name, type, shownAddress, kinds, amountFrom, quiet, isActive } = channel;
  const conditions = [
    t("kindCount", { count: kinds.length }),
    ...(amountFrom === null
      ? []
      : [t("from", { amount: formatMoney(amountFrom.amount, amountFrom.currency, locale) })]),
    ...(quiet === null ? [] : [t("quietHours", { from: clockText(quiet.from), to: clockText(quiet.to) })]),
  ];
  return (
    <div className="min-w-0 grow">
      <p className="flex flex-wrap items-center gap-2 font-semibold wrap-anywhere">
        {name}
        {!isActive && <Badge tone="neutral">{t("off")}</Badge>}
      </p>
      <p className="text-sm text-muted wrap-anywhere">
        {t(`types.${type}`)} · {shownAddress}
      </p>
      <p className="text-sm text-muted">{conditions.join(" · ")}</p>
      <Delivery channel={channel} />
    </div>
  );
}

function Delivery({ channel: { failure, lastSuccessAt, waiting, missed } }: { channel: ListedChannel }) {
  const t = useTranslations("alertSettings");
  return (
    <>
      {failure !== null && (
        <p className="text-sm text-danger">
          {t("failed")} <Time at={failure.at} /> · {t(`failure.${failure.code}`)}
        </p>
      )}
      <p className="text-sm text-muted">
        {lastSuccessAt === null ? (
          t("neverArrived")
        ) : (
          <>
            {t("lastArrived")} <Time at={lastSuccessAt} />
          </>
        )}
        {waiting > 0 && ` · ${t("waiting", { count: waiting })}`}
        {missed > 0 && ` · ${t("missed", { count: missed })}`}
      </p>
    </>
  );
}
