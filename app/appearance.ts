// What the frame of every page needs to know: the theme of this browser and the PortOne behind this desk.
import { cookies } from "next/headers";
import type { DeskEnvironment } from "@/components/shell/environment-banner";
import type { Theme } from "@/components/shell/preferences";
import { desk } from "@/lib/desk";

export async function themeOfBrowser(): Promise<Theme> {
  const kept = (await cookies()).get("theme")?.value;
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function environmentOfDesk(): DeskEnvironment {
  const { target } = desk().env;
  return { kind: target.kind, host: new URL(target.base).host };
}
