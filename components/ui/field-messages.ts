"use client";
// The words for what is wrong with a field.
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

/** Turns a code that a schema of lib/domain/people/person gives into words. */
export function useFieldMessages(): (code: string) => string {
  const t = useTranslations("common");
  return (code) => {
    const known = fieldCodes.find((name) => name === code);
    return known ? t(`field.${known}`) : t("entryError.invalid-input");
  };
}
