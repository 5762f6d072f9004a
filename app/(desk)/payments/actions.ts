"use server";
import { revalidatePath } from "next/cache";
import * as z from "zod/mini";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { maxQueryLength } from "@/lib/domain/payment/payment-filter";
import { cleanQuery } from "@/lib/domain/text-input";
import { idSchema } from "@/lib/domain/text-schema";
import { findPayment } from "@/lib/sync/find-payment";
import { requestPull } from "@/lib/sync/request-pull";

const pull = action({
  permission: "refunds:request",
  input: z.undefined(),
  run: async (actor) => {
    await requestPull(appContext(), actor);
    return { ok: true, value: null };
  },
});

/** Asks PortOne for what is new. The list shows how far it has come. */
export async function pullAgain(): Promise<void> {
  await pull(undefined);
  revalidatePath("/payments");
}

const paymentId = z.pipe(z.string().check(z.overwrite(cleanQuery)), idSchema(maxQueryLength));

/** Asks PortOne for a payment that the list does not have, and adds it. */
export const findAtPortOneAction = action({
  permission: "payments:read",
  input: z.object({ paymentId }),
  run: (actor, input) => findPayment(appContext(), actor, input.paymentId),
});
