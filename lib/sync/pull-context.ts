import "server-only";
import type { DeskDatabase } from "@/lib/db/client";
import type { Gateway } from "@/lib/portone/gateway";

export type PullContext = { database: DeskDatabase; portone: Gateway; storeId: string | null };
