// Payments to jump to, while an id of theirs is typed.
import { route } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { jumpsTo } from "@/lib/db/queries/payment-list/payment-jumps";
import { type JumpsAnswer, longestJumpQuery } from "@/lib/domain/payment/payment-jump";
import { cleanQuery } from "@/lib/domain/text-input";

export const GET = route({
  permission: "payments:read",
  run: async (_actor, request): Promise<JumpsAnswer> => {
    const asked = new URL(request.url).searchParams.get("q") ?? "";
    const text = asked.length > longestJumpQuery ? "" : cleanQuery(asked);
    return { jumps: text === "" ? [] : await jumpsTo(appContext().database.db, text) };
  },
});
