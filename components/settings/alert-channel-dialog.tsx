"use client";
// A channel of alerts: where it leads, what it is told, and when.
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type Control, useController, useForm } from "react-hook-form";
import { AmountField } from "@/components/ui/amount-field";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { fieldError, fieldLabel } from "@/components/ui/field-style";
import { FormAlert } from "@/components/ui/form-alert";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import { alertKinds } from "@/lib/domain/alerts/alert";
import { alertChannelTypes, type ListedChannel, type SaveChannelError } from "@/lib/domain/alerts/channel";
import { clockText } from "@/lib/domain/alerts/sending-time";
import type { AlertChannelActions } from "./alert-channel-actions";
import {
  type ChannelField,
  type ChannelProblem,
  type ChannelValues,
  channelValues,
  readChannel,
} from "./alert-channel-values";
import { CheckLine } from "./choice-fields";

type AlertChannelDialogProps = Pick<AlertChannelActions, "saveChannel"> & {
  /** Null for a new channel. */
  channel: ListedChannel | null;
  currencies: readonly string[];
  hasMail: boolean;
  /** `secret`: of a new channel that is signed. */
  onSaved: (name: string, secret: string | null) => void;
  onClose: () => void;
  signInHref: string;
};

const languages = [
  { value: "ko", label: "한국어" },
  { value: "en", label: "English" },
];

export function AlertChannelDialog(props: AlertChannelDialogProps) {
  const { channel, currencies, hasMail, saveChannel, onSaved, onClose, signInHref } = props;
  const t = useTranslations("alertSettings");
  const locale = useLocale();
  const { run, isPending, refusal } = useAction(saveChannel);
  const [problem, setProblem] = useState<ChannelProblem | null>(null);
  const { control, handleSubmit, setFocus, watch } = useForm<ChannelValues>({
    defaultValues: channelValues(channel, locale),
  });
  const [type, currency] = watch(["type", "currency"]);
  const { field: isActive } = useController({ control, name: "isActive" });
  const problemOf = (field: ChannelField) => (problem?.field === field ? problemText(t, problem.code) : null);

  async function save(values: ChannelValues) {
    const read = readChannel(values, channel);
    const wrong = read.ok ? null : (read.error.detail ?? null);
    setProblem(wrong);
    if (wrong !== null && wrong.field !== "kinds") setFocus(wrong.field);
    if (!read.ok) return;
    const outcome = await run(read.value);
    if (outcome.kind === "done") onSaved(read.value.name, outcome.value);
  }

  return (
    <Dialog isOpen mayClose={!isPending} onClose={onClose} title={t(channel ? "editTitle" : "addTitle")}>
      <form noValidate onSubmit={handleSubmit(save)} className="mt-2 flex flex-col gap-4">
        {channel === null ? (
          <SelectField
            control={control}
            name="type"
            label={t("type")}
            choices={alertChannelTypes
              .filter((one) => one !== "mail" || hasMail)
              .map((value) => ({ value, label: t(`types.${value}`) }))}
          />
        ) : (
          <p className="text-sm text-muted">{t(`types.${channel.type}`)}</p>
        )}
        {channel === null && !hasMail && <p className="text-sm text-muted">{t("noMail")}</p>}
        <TextField
          control={control}
          name="name"
          label={t("name")}
          hint={t("nameHint")}
          autoComplete="off"
          problem={problemOf("name")}
        />
        <TextField
          control={control}
          name="address"
          label={t(type === "mail" ? "mailAddress" : "webAddress")}
          hint={
            channel === null ? t(`addressHint.${type}`) : t("keepsAddress", { address: channel.shownAddress })
          }
          isRequired={channel === null}
          autoComplete="off"
          problem={problemOf("address")}
        />
        <SegmentedControl control={control} name="locale" legend={t("locale")} choices={languages} />
        <Kinds control={control} problem={problemOf("kinds")} />
        <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-3">
          <AmountField
            control={control}
            name="amount"
            label={t("amountFrom")}
            currency={currency}
            unit={currency}
            problem={problemOf("amount")}
            isRequired={false}
          />
          <SelectField
            control={control}
            name="currency"
            label={t("currency")}
            choices={currencies.map((value) => ({ value, label: value }))}
          />
        </div>
        <p className="-mt-2 text-sm text-muted">{t("amountHint")}</p>
        <Quiet control={control} />
        <CheckLine
          label={t("isActive")}
          inputRef={isActive.ref}
          isChecked={isActive.value}
          onChange={isActive.onChange}
        />
        <FormAlert
          refusal={refusal}
          labels={(code: SaveChannelError) => t(`error.${code}`)}
          signInHref={signInHref}
        />
        <DialogButtons close={t("close")} submit={t("saveButton")} isPending={isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Kinds({ control, problem }: { control: Control<ChannelValues>; problem: string | null }) {
  const t = useTranslations("alertSettings");
  const { field } = useController({ control, name: "kinds" });
  return (
    <fieldset>
      <legend className={`${fieldLabel} mb-1`}>{t("kinds")}</legend>
      {alertKinds.map((kind) => (
        <CheckLine
          key={kind}
          label={t(`kind.${kind}`)}
          isChecked={field.value.includes(kind)}
          onChange={(isChecked) =>
            field.onChange(alertKinds.filter((one) => (one === kind ? isChecked : field.value.includes(one))))
          }
        />
      ))}
      {problem !== null && <p className={fieldError}>{problem}</p>}
    </fieldset>
  );
}

const halfHours = Array.from({ length: 48 }, (_, at) => at * 30);

function Quiet({ control }: { control: Control<ChannelValues> }) {
  const t = useTranslations("alertSettings");
  const { field: isQuiet } = useController({ control, name: "isQuiet" });
  const choices = halfHours.map((minute) => ({ value: String(minute), label: clockText(minute) }));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className={`${fieldLabel} mb-1`}>{t("quiet")}</legend>
      <CheckLine
        label={t("isQuiet")}
        inputRef={isQuiet.ref}
        isChecked={isQuiet.value}
        onChange={isQuiet.onChange}
      />
      {isQuiet.value && (
        <div className="grid grid-cols-2 gap-3">
          <SelectField control={control} name="quietFrom" label={t("quietFrom")} choices={choices} />
          <SelectField control={control} name="quietTo" label={t("quietTo")} choices={choices} />
        </div>
      )}
      <p className="text-sm text-muted">{t("quietHint")}</p>
    </fieldset>
  );
}

const problems = [
  "name-missing",
  "name-too-long",
  "address-missing",
  "address-too-long",
  "address-not-web",
  "address-not-https",
  "address-not-mail",
  "kinds-missing",
  "amount-not-number",
  "amount-comma-unclear",
  "amount-no-decimals",
  "amount-too-many-decimals",
  "amount-too-large",
] as const;

function problemText(t: ReturnType<typeof useTranslations<"alertSettings">>, code: string): string {
  const known = problems.find((one) => one === code);
  return t(known === undefined ? "problem.other" : `problem.${known}`);
}
