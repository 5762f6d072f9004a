"use server";
// Language and theme, kept in cookies. For anyone: they decide nothing but how the pages look.
import { cookies } from "next/headers";

const year = 365 * 24 * 60 * 60;
const themes = ["light", "dark", "system"];
const locales = ["ko", "en"];

export async function setTheme(form: FormData): Promise<void> {
  await keep("theme", form.get("theme"), themes);
}

export async function setLocale(form: FormData): Promise<void> {
  await keep("locale", form.get("locale"), locales);
}

async function keep(
  name: string,
  value: FormDataEntryValue | null,
  allowed: readonly string[],
): Promise<void> {
  if (typeof value !== "string" || !allowed.includes(value)) return;
  (await cookies()).set(name, value, { maxAge: year, sameSite: "lax", path: "/", httpOnly: true });
}
