import * as z from "zod/mini";
import { idSchema } from "../text-input";

/** Which payment an action is about. */
export const paymentInput = z.object({
  storeId: idSchema(200),
  paymentId: idSchema(200),
});
