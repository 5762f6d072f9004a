// `npm run bench:webhook`, `npm run bench:list`: plain, so that it can speak even on an old Node.
import { runOnPinnedNode } from "./runtime.mjs";

const [name, ...args] = process.argv.slice(2);
await runOnPinnedNode("--conditions=react-server", [
  "--import=./bench/resolve.mjs",
  `bench/${name}/run.ts`,
  ...args,
]);
