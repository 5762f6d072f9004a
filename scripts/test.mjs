// `npm test` and its parts, and the proof of the tests: plain, so that it can speak even on an old Node.
import { runOnPinnedNode } from "./runtime.mjs";

const args = process.argv.slice(2);
await runOnPinnedNode(args[0] === "proof" ? "scripts/prove-tests.ts" : "scripts/run-tests.ts", args);
