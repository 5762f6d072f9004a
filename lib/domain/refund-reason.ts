// The reasons that an administrator lets people choose from, and what PortOne is told of the choice.

/** `code` never changes: refunds are counted by it. PortOne is told the Korean label. */
export type RefundReason = { code: string; ko: string; en: string };

/** The reason as PortOne stores it, before the refund's number: the Korean label and the note. */
export function reasonText({ ko }: Pick<RefundReason, "ko">, note: string): string {
  return note === "" ? ko : `${ko}: ${note}`;
}
