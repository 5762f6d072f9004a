// The refunds that the person waits for, wherever in the desk they are.
import { route } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { awaitedRefunds } from "@/lib/db/queries/awaited-refunds";
import { type AwaitedAnswer, maxAwaitedRefunds } from "@/lib/domain/refund/awaited-refund";
import { typedRefundNumber } from "@/lib/domain/refund/refund-number";

export const GET = route({
  permission: "refunds:request",
  run: async (actor, request): Promise<AwaitedAnswer> => {
    const typed = (new URL(request.url).searchParams.get("numbers") ?? "").split(",");
    const numbers = typed.slice(0, maxAwaitedRefunds).flatMap((text) => typedRefundNumber(text) ?? []);
    return { refunds: await awaitedRefunds(appContext().database.db, actor.id, numbers) };
  },
});
