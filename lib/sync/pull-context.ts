import "server-only";
import type { AppContext } from "@/lib/context";

export type PullContext = Pick<AppContext, "database" | "portone" | "storeId">;
