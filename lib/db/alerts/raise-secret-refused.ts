import "server-only";
import type { Database } from "@/lib/db/client";
import { seoulDay } from "@/lib/domain/seoul-time";
import { log } from "@/lib/log";
import { raiseAlert } from "./raise-alert";

/** Returns what tells, once a Seoul day, that PortOne refuses the API secret. */
export function createSecretAlert(db: Database): () => void {
  let told = "";
  return () => {
    const day = seoulDay(new Date());
    if (told === day) return;
    told = day;
    raiseAlert(db, { key: `secret-refused:${day}`, kind: "secret-refused" }).catch((error: unknown) => {
      told = "";
      log.error({ err: error }, "the alert that PortOne refuses the API secret was not written");
    });
  };
}
