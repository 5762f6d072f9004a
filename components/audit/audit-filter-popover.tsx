"use client";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { auditHref } from "@/components/labels/audit-href";
import { FilterForm } from "@/components/list-tools/filter-form";
import { DayFields, Select } from "@/components/list-tools/filter-inputs";
import { fieldBox, fieldLabel } from "@/components/ui/field-style";
import { type AuditFilter, readAuditFilter, writeAuditFilter } from "@/lib/domain/audit/audit-filter";
import {
  type AuditFilterChoices,
  type AuditFilterPart,
  auditFilterParameters,
  withoutAuditPart,
} from "./filter-parts";

type FilterPopoverProps = {
  part: AuditFilterPart;
  filter: AuditFilter;
  choices: AuditFilterChoices;
  label: string;
  anchor: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
};

export function AuditFilterPopover({ part, filter, choices, label, anchor, onClose }: FilterPopoverProps) {
  const t = useTranslations("paymentList");

  function apply(form: FormData) {
    const address = new URLSearchParams(writeAuditFilter(withoutAuditPart(filter, part)));
    for (const name of auditFilterParameters[part]) {
      const value = form.get(name);
      if (typeof value === "string" && value !== "") address.set(name, value);
    }
    const read = readAuditFilter(address);
    if (read.ignored.length === 0) return { href: auditHref({ filter: read.filter }) };
    const isInverted = read.ignored.includes("to") && form.get("from") !== "";
    return { problems: [t(isInverted ? "ignored.period-inverted" : "ignored.period-unreadable")] };
  }

  return (
    <FilterForm
      label={label}
      anchor={anchor}
      onClose={onClose}
      apply={apply}
      clearHref={auditHref({ filter: withoutAuditPart(filter, part) })}
    >
      <Fields part={part} filter={filter} choices={choices} />
    </FilterForm>
  );
}

function Fields({ part, filter, choices }: Pick<FilterPopoverProps, "part" | "filter" | "choices">) {
  const t = useTranslations("audit");
  switch (part) {
    case "period":
      return <DayFields from={filter.period?.from ?? null} to={filter.period?.to ?? null} />;
    case "person":
      return (
        <Select
          name="person"
          label={t("person")}
          any={t("anyone")}
          of={choices.people}
          chosen={filter.person}
        />
      );
    case "kind":
      return <KindFields filter={filter} kinds={choices.kinds} />;
    case "about":
      return (
        <label className="flex flex-col gap-1.5">
          <span className={fieldLabel}>{t("paymentLabel")}</span>
          <input
            name="payment"
            defaultValue={filter.payment ?? ""}
            maxLength={200}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className={`${fieldBox} h-10`}
          />
        </label>
      );
  }
}

/** The acts are those of the chosen kind. */
function KindFields({ filter, kinds }: { filter: AuditFilter; kinds: AuditFilterChoices["kinds"] }) {
  const t = useTranslations("audit");
  const [kind, setKind] = useState(filter.kind ?? "");
  const actions = kinds.filter(({ value }) => kind === "" || value === kind).flatMap((each) => each.actions);
  return (
    <>
      <label className="flex flex-col gap-1.5">
        <span className={fieldLabel}>{t("kindLabel")}</span>
        <select
          name="kind"
          value={kind}
          onChange={({ target }) => setKind(kinds.find(({ value }) => value === target.value)?.value ?? "")}
          className={`${fieldBox} h-10`}
        >
          <option value="">{t("anyKind")}</option>
          {kinds.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Select
        key={kind}
        name="action"
        label={t("actionLabel")}
        any={t("anyAction")}
        of={actions}
        chosen={actions.some(({ value }) => value === filter.action) ? filter.action : null}
      />
    </>
  );
}
