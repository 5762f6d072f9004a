// Server-sent events: what changed, whoever changed it and on whatever instance.
import { stream } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";

export const dynamic = "force-dynamic";

export const GET = stream({
  permission: "payments:read",
  subscribe: (since, listener) => appContext().changes.subscribe(since, listener),
});
