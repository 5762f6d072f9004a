// `npm run audit:verify`. Plain JavaScript, so that an old Node can print what is missing.
import { runOnPinnedNode } from "./runtime.mjs";

await runOnPinnedNode("--conditions=react-server", [
  "--import=./bench/resolve.mjs",
  "scripts/verify-audit.ts",
  ...process.argv.slice(2),
]);
