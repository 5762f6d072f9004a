// `npm test` and its parts: plain, so that it can speak even on an old Node.
import { runOnPinnedNode } from "./runtime.mjs";

await runOnPinnedNode("scripts/run-tests.ts", process.argv.slice(2));
