// What the evidence pack of a payment holds beside the payment page. Times are ISO 8601, UTC.
import type { SendResult } from "../refund/send-result";
import type { AuditEntry } from "./audit-entry";

/** One sending of a refund, and PortOne's answer; null while there is none. */
export type EvidenceAttempt = {
  number: string;
  n: number;
  startedAt: string;
  finishedAt: string | null;
  answer: SendResult | null;
};

/** A webhook whose signature did not verify is not stored. `body`: null where it is not kept or not to be seen. */
export type EvidenceDelivery = {
  id: string;
  type: string;
  environment: "live" | "test";
  state: "waiting" | "processed" | "ignored" | "dead";
  happenedAt: string | null;
  receivedAt: string;
  processedAt: string | null;
  repeats: number;
  signature: "verified";
  body: string | null;
};

/** `position`: in the chain; null for an entry that is not linked. */
export type EvidenceEntry = AuditEntry & { position: number | null; hash: string | null };

export type EvidenceFile = { name: string; text: string };
