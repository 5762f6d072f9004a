"use client";
// The fields that forms about people share.
import { useTranslations } from "next-intl";
import type { Control, FieldPath, FieldValues } from "react-hook-form";
import { useFieldMessages } from "./field-messages";
import { TextField } from "./text-field";

type FieldProps<Values extends FieldValues> = { control: Control<Values>; name: FieldPath<Values> };

/** `isOwn`: the form is about the person who fills it in, so the browser may fill it in as well. */
export function NameField<Values extends FieldValues>(props: FieldProps<Values> & { isOwn: boolean }) {
  const { isOwn, ...field } = props;
  const common = useTranslations("common");
  return (
    <TextField
      {...field}
      autoComplete={isOwn ? "name" : "off"}
      label={common("name")}
      errorMessages={useFieldMessages()}
    />
  );
}

export function EmailField<Values extends FieldValues>(props: FieldProps<Values> & { isOwn: boolean }) {
  const { isOwn, ...field } = props;
  const common = useTranslations("common");
  return (
    <TextField
      {...field}
      type="email"
      autoComplete={isOwn ? "username" : "off"}
      label={common("email")}
      errorMessages={useFieldMessages()}
    />
  );
}

type PasswordFieldProps<Values extends FieldValues> = FieldProps<Values> & {
  kind: "current" | "new";
  label?: string;
  takesFocus?: boolean;
};

export function PasswordField<Values extends FieldValues>(props: PasswordFieldProps<Values>) {
  const { kind, label, ...field } = props;
  const common = useTranslations("common");
  return (
    <TextField
      {...field}
      type="password"
      autoComplete={`${kind}-password`}
      label={label ?? common("password")}
      hint={kind === "new" ? common("passwordHint") : undefined}
      errorMessages={useFieldMessages()}
      reveal={{ show: common("showPassword"), hide: common("hidePassword") }}
    />
  );
}
