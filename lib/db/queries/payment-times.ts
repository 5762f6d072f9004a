import "server-only";
import { sql } from "drizzle-orm";
import { payments } from "@/lib/db/schema/payments";

/** Payments without a time come last in the direction that users choose first. */
export const paidOrNever = sql`coalesce(${payments.paidAt}, '-infinity'::timestamptz)`;

export const deadlineOrNone = sql`coalesce(${payments.refundableUntil}, 'infinity'::timestamptz)`;
