import { expect, test } from "vitest";
import { proveTransport } from "./prove-transport";

test("the transport holds, also on a machine that is busy with its start", async () => {
  const proof = proveTransport();
  // Every turn of the event loop takes longer than silence is allowed to last.
  for (let n = 0; n < 8; n += 1) {
    await new Promise(setImmediate);
    const until = performance.now() + 300;
    while (performance.now() < until);
  }
  await expect(proof).resolves.toBeUndefined();
});
