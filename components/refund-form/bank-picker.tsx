"use client";
// Bank that receives a refund. Loaded only where a payment needs an account.
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { type SearchGroup, SearchSelect } from "@/components/ui/search-select";
import { type Bank, bankKind, banks } from "@/lib/domain/bank/bank";
import { bankName } from "@/lib/domain/bank/bank-names";
import { suggestedBanks } from "@/lib/domain/bank/bank-order";
import { searchBanks } from "@/lib/domain/bank/bank-search";
import { usedBanks } from "./used-banks";

type BankPickerProps<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  problem: string | null;
};

export function BankPicker<Values extends FieldValues>({ control, name, problem }: BankPickerProps<Values>) {
  const t = useTranslations("refundForm");
  const locale = useLocale();
  const { field } = useController({ control, name });
  const selected = banks.find((bank) => bank === field.value) ?? null;
  const selectedName = selected === null ? "" : bankName(selected, locale);
  const [text, setText] = useState(selectedName);
  const [uses] = useState(usedBanks);

  const option = (bank: Bank, at = "") => ({ key: `${at}${bank}`, label: bankName(bank, locale) });
  const isSearching = text.trim() !== "" && text !== selectedName;
  const found = searchBanks(isSearching ? text : "");
  const { recent, frequent } = suggestedBanks(uses);
  const atHand = isSearching
    ? []
    : [
        { key: "recent", title: t("bank.recent"), options: recent.map((bank) => option(bank, "recent:")) },
        {
          key: "frequent",
          title: t("bank.frequent"),
          options: frequent.map((bank) => option(bank, "frequent:")),
        },
      ];
  const groups: SearchGroup[] = [
    ...atHand,
    {
      key: "bank",
      title: t("bank.banks"),
      options: found.filter((bank) => bankKind(bank) === "bank").map((bank) => option(bank)),
    },
    {
      key: "securities",
      title: t("bank.securities"),
      options: found.filter((bank) => bankKind(bank) === "securities").map((bank) => option(bank)),
    },
  ].filter(({ options }) => options.length > 0);

  return (
    <SearchSelect
      name={field.name}
      label={t("bank.label")}
      hint={t("bank.hint")}
      placeholder={t("bank.placeholder")}
      text={text}
      onText={(next) => {
        setText(next);
        if (next === "") field.onChange("");
      }}
      groups={groups}
      first={isSearching ? (found[0] ?? null) : null}
      selected={selected}
      onSelect={(key) => {
        // Without a key the list has only closed, for example by scrolling. The selection stays, and before any selection
        // the typed text stays.
        const bank = banks.find((code) => code === key?.replace(/^\w+:/, "")) ?? selected;
        if (bank === null) return;
        field.onChange(bank);
        setText(bankName(bank, locale));
      }}
      onBlur={field.onBlur}
      nothingFound={t("bank.nothingFound", { query: text.trim() })}
      openLabel={t("bank.open")}
      problem={problem}
      inputRef={field.ref}
    />
  );
}
