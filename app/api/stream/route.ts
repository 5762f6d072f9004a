// Server-sent events: what changed, whoever changed it and on whatever instance.
import { stream } from "@/lib/auth/entry";
import { desk } from "@/lib/context";

export const dynamic = "force-dynamic";

export const GET = stream({
  permission: "payments:read",
  subscribe: (since, hear) => desk().changes.subscribe(since, hear),
});
