// Whether this process can do its work. For the start command, load balancers and monitors: no secrets, no counts.

import { appContext } from "@/lib/context";
import { isHealthy } from "@/lib/db/health";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const healthy = await isHealthy(appContext().database);
  return Response.json({ status: healthy ? "ok" : "database-unreachable" }, { status: healthy ? 200 : 503 });
}
