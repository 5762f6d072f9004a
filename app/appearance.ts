// What the frame of every page needs to know: how this browser wants it to look, and the PortOne behind this desk.
import { cookies } from "next/headers";
import type { DeskEnvironment } from "@/components/shell/environment-banner";
import type { Theme } from "@/components/shell/preferences";
import { appContext } from "@/lib/context";
import {
  type Density,
  type OptionalColumn,
  readColumns,
  readDensity,
} from "@/lib/domain/payment/table-preferences";

export async function themeOfBrowser(): Promise<Theme> {
  const kept = (await cookies()).get("theme")?.value;
  return kept === "light" || kept === "dark" ? kept : "system";
}

export async function densityOfBrowser(): Promise<Density> {
  return readDensity((await cookies()).get("density")?.value);
}

/** The optional columns of the payments, in order. */
export async function columnsOfBrowser(): Promise<readonly OptionalColumn[]> {
  return readColumns((await cookies()).get("payment-columns")?.value);
}

/** Whether this browser wants no keys of one character. */
export async function keysAreOff(): Promise<boolean> {
  return (await cookies()).get("keys")?.value === "off";
}

export function environmentOfDesk(): DeskEnvironment {
  const { target } = appContext().env;
  return { kind: target.kind, host: new URL(target.base).host };
}
