"use server";
import { revalidatePath } from "next/cache";
import * as z from "zod/mini";
import { action } from "@/lib/auth/entry";
import { desk } from "@/lib/desk";
import { askForPull } from "@/lib/sync/ask-for-pull";

const pull = action({
  permission: "refunds:request",
  input: z.undefined(),
  run: async (actor) => {
    await askForPull(desk(), actor);
    return { ok: true, value: null };
  },
});

/** Asks PortOne for what is new. The list shows how far it has come. */
export async function pullAgain(): Promise<void> {
  await pull(undefined);
  revalidatePath("/payments");
}
