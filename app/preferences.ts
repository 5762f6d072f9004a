"use server";
// Language, theme, shortcuts and the look of tables, as cookies. Without a permission: the cookies affect only display and
// keyboard shortcuts.
import { cookies } from "next/headers";
import { displayInput, writeColumns } from "@/lib/domain/payment/table-preferences";

const year = 365 * 24 * 60 * 60;
const themes = ["light", "dark", "system"];
const locales = ["ko", "en"];
const keys = ["on", "off"];

export async function setTheme(form: unknown): Promise<void> {
  await store("theme", form, themes);
}

export async function setLocale(form: unknown): Promise<void> {
  await store("locale", form, locales);
}

/** Density and columns; what is not understood changes nothing. */
export async function setDisplay(input: unknown): Promise<void> {
  const { data } = displayInput.safeParse(input);
  if (data?.density !== undefined) await put("density", data.density);
  if (data?.columns !== undefined) await put("payment-columns", writeColumns(data.columns));
}

/** Whether keys of one character do something. */
export async function setKeys(form: unknown): Promise<void> {
  await store("keys", form, keys);
}

async function store(name: string, form: unknown, allowed: readonly string[]): Promise<void> {
  const value = form instanceof FormData ? form.get(name) : null;
  if (typeof value === "string" && allowed.includes(value)) await put(name, value);
}

async function put(name: string, value: string): Promise<void> {
  (await cookies()).set(name, value, { maxAge: year, sameSite: "lax", path: "/", httpOnly: true });
}
