// PortOne's webhooks. Authenticated by their signature, on the raw text.
import { appContext } from "@/lib/context";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";

export async function POST(request: Request): Promise<Response> {
  return new Response(null, { status: await receiveWebhook(appContext(), request) });
}
