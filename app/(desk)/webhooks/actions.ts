"use server";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { deliveryInput, resendInput } from "@/lib/domain/webhook/delivery";
import { requestResend } from "@/lib/webhooks/portone-sends";
import { processAgain as again } from "@/lib/webhooks/process-again";

export const processAgainAction = action({
  permission: "webhooks:process",
  input: deliveryInput,
  run: (actor, input) => again(appContext(), actor, input),
});

export const resendAction = action({
  permission: "webhooks:process",
  input: resendInput,
  run: (actor, input) => requestResend(appContext(), actor, input),
});
