"use client";
import { useTranslations } from "next-intl";

const fieldCodes = [
  "name-missing",
  "name-too-long",
  "email-invalid",
  "password-missing",
  "password-too-short",
  "password-too-long",
  "password-characters",
  "code-missing",
  "code-wrong",
] as const;

/** Returns a function that maps an error code of a schema of lib/domain/people/person to a message. */
export function useFieldMessages(): (code: string) => string {
  const t = useTranslations("common");
  return (code) => {
    const known = fieldCodes.find((name) => name === code);
    return known ? t(`field.${known}`) : t("entryError.invalid-input");
  };
}
