// Only in a build for the benchmark (see next.config.ts): the least that a handler of Next can do, which is the
// ceiling of any of them, and how many webhooks still wait.

import { appContext } from "@/lib/context";
import { waitingDeliveries } from "@/lib/db/queries/waiting-deliveries";

export const dynamic = "force-dynamic";

export function POST(): Response {
  return new Response(null, { status: 200 });
}

export async function GET(): Promise<Response> {
  return Response.json({ waiting: await waitingDeliveries(appContext().database.db) });
}
