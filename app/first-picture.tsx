// What is read within a blink comes with the first picture of a page. Otherwise its skeleton would flash up, and stay: React
// shows nothing new for 300 ms after the first picture.
import { setTimeout } from "node:timers/promises";
import { cache, type ReactNode } from "react";

/** How long a skeleton holds the first picture back, in milliseconds: a wait that is not felt. */
const blink = 150;

/** How long it takes to render what was read: with it the first picture is whole. */
const rendering = 20;

/** Of the request that is answered: resolves when its page is ready. */
const reading = cache(() => Promise.withResolvers<void>());

/** A page of which no skeleton is shown when it is ready within a blink. */
export function inFirstPicture<Props>(render: (props: Props) => Promise<ReactNode>) {
  return (props: Props) => render(props).finally(() => globalThis.setTimeout(reading().resolve, rendering));
}

/** Its skeleton, for when it takes longer. */
export async function AfterBlink({ children }: { children: ReactNode }) {
  await Promise.race([reading().promise, setTimeout(blink)]);
  return children;
}
