// Faults that a careless change could introduce, each against one promise of docs/reliability.md.

export type PlantedFault = {
  what: string;
  file: string;
  /** Text that occurs in the file exactly once. */
  from: string;
  to: string;
  by: readonly ("model" | "crash")[];
  /** A promise that the failing test must name as broken. A test that fails for another reason proves nothing. */
  says: RegExp;
};

export const faults: readonly PlantedFault[] = [
  {
    // Without a timer: whether a sequence comes to rest before a timer ends depends on the machine.
    what: "a webhook is acknowledged at once, and stored when the next one arrives",
    file: "lib/webhooks/intake.ts",
    from: `  return {
    accept: (delivery) =>
      new Promise<void>((stored, failed) => {
`,
    to: `  const held: NewDelivery[] = [];
  return {
    accept: (newest) =>
      new Promise<void>((stored, failed) => {
        held.push(newest);
        const delivery = held.length > 1 ? held.shift() : undefined;
        if (delivery === undefined) return stored();
`,
    by: ["model"],
    says: /was acknowledged and is not there/,
  },
  {
    // Short, so that kills alone lose webhooks: after two seconds, the stops at the end of the test lose some too.
    what: "a webhook is acknowledged a moment before it is stored",
    file: "lib/webhooks/receive-webhook.ts",
    from: "    await context.intake.accept({",
    to: `    const later = { accept: (one: Parameters<typeof context.intake.accept>[0]) =>
      void setTimeout(() => context.intake.accept(one).catch(() => undefined), 300) };
    later.accept({`,
    by: ["crash"],
    says: /was acknowledged and is not there/,
  },
  {
    what: "a refund is sent again under another key",
    file: "lib/refunds/send-refund.ts",
    from: "    key: row.id,",
    to: '    key: n === 1 ? row.id : row.id.concat("-", String(n)),',
    by: ["model"],
    says: /no money moved|linked to a refund that did not make it/,
  },
  {
    what: "an equal amount ends a refund, without its number",
    file: "lib/domain/refund/evaluate-refund.ts",
    from: "  const candidates = numbered.length > 0 ? [] :",
    to: `  const alike = fresh.find((one) => one.status === "SUCCEEDED" && one.totalAmount === refund.expected.amount);
  if (alike) return { kind: "number", cancellation: alike };
  const candidates = numbered.length > 0 ? [] :`,
    by: ["model"],
    says: /no money moved|linked to a refund that did not make it/,
  },
  {
    what: "no attempt is written before a refund is sent",
    file: "lib/db/refunds/write-refunds.ts",
    from: "    await tx.insert(refundAttempts).values({ refundId: row.id, n, startedAt: now, leaseUntil });\n",
    to: "",
    by: ["model"],
    says: /failed, and its money moved/,
  },
];

/** Returns the source with the fault in it. Throws when `from` no longer occurs exactly once. */
export function put({ what, file, from, to }: PlantedFault, source: string): string {
  if (source.split(from).length !== 2) throw new Error(`"${what}": its place in ${file} has changed`);
  return source.replace(from, () => to);
}
