// Payments to jump to, while an id of theirs is typed.
import { route } from "@/lib/auth/entry";
import { jumpsTo } from "@/lib/db/queries/jumps";
import { desk } from "@/lib/desk";
import { type JumpsAnswer, longestJumpQuery } from "@/lib/domain/jump";

export const GET = route({
  permission: "payments:read",
  run: async (_actor, request): Promise<JumpsAnswer> => {
    const text = (new URL(request.url).searchParams.get("q") ?? "").replaceAll("\u0000", "").trim();
    if (text === "" || text.length > longestJumpQuery) return { jumps: [] };
    return { jumps: await jumpsTo(desk().database.db, text.toWellFormed()) };
  },
});
