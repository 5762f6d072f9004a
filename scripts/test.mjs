// `npm test`, its parts and `npm run test:proof`. Plain JavaScript, so that an old Node can print what is missing.
import { runOnPinnedNode } from "./runtime.mjs";

const args = process.argv.slice(2);
await runOnPinnedNode(args[0] === "proof" ? "scripts/prove-tests.ts" : "scripts/run-tests.ts", args);
