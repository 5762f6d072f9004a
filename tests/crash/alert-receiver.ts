// The receiver of the desk's alerts, which outlives every crash and sometimes fails itself.
import * as z from "zod";
import { alertKinds } from "@/lib/domain/alerts/alert";
import { openReceiver } from "@/tests/support/receiver";
import type { Rows } from "./database";

/** The end of the desk makes a checkpoint, so that one would always wait. Silence of webhooks depends on the storm. */
export const toldKinds = alertKinds.filter((kind) => kind !== "checkpoint" && kind !== "webhooks-silent");

const told = z.object({
  at: z.string(),
  paymentId: z.string().nullable(),
  refundNumber: z.string().nullable(),
});
const message = z.object({ id: z.string(), kind: z.string(), count: z.number(), alerts: z.array(told) });

export type AlertReceiver = {
  url: string;
  /** Messages that were answered with 200, in the order of their arrival. */
  taken: z.output<typeof message>[];
  close(): Promise<void>;
};

const failsEvery = 5;

export async function openAlertReceiver(): Promise<AlertReceiver> {
  const taken: AlertReceiver["taken"] = [];
  let requests = 0;
  const receiver = await openReceiver((_, response) => {
    requests += 1;
    const fails = requests % failsEvery === 0;
    if (!fails) taken.push(message.parse(JSON.parse(receiver.received.at(-1)?.body ?? "")));
    response.writeHead(fails ? 503 : 200).end();
  });
  return { url: receiver.url, taken, close: receiver.close };
}

/** Returns what is wrong with the alerts: a lost one, or one in two messages. */
export function brokenAlerts({ alerts }: Rows, { taken }: AlertReceiver): string[] {
  const keyOf = (kind: string, { at, paymentId, refundNumber }: z.output<typeof told>) =>
    `${kind} of ${paymentId} ${refundNumber} at ${at}`;
  const messages = new Map<string, Set<string>>();
  const contents = new Map<string, string>();
  const broken: string[] = [];
  for (const { id, kind, count, alerts: described } of taken) {
    const content = JSON.stringify({ kind, count, described });
    if ((contents.get(id) ?? content) !== content) broken.push(`message ${id} changed between two attempts`);
    contents.set(id, content);
    for (const alert of described) {
      const key = keyOf(kind, alert);
      messages.set(key, (messages.get(key) ?? new Set()).add(id));
    }
  }
  for (const [key, ids] of messages) if (ids.size > 1) broken.push(`${key} is in ${ids.size} messages`);
  const isAllDescribed = taken.every(({ count, alerts: described }) => count === described.length);
  for (const { kind, isTold, ...alert } of alerts) {
    const key = keyOf(kind, { ...alert, at: alert.at.toISOString() });
    if (!isTold) broken.push(`${key} was not told`);
    else if (isAllDescribed && !messages.has(key)) broken.push(`${key} is recorded as told and was not sent`);
  }
  return broken;
}
