// `npm run bench:webhook`, `npm run bench:list`. Plain JavaScript, so that an old Node can print what is missing.
import { runOnPinnedNode } from "./runtime.mjs";

const [name, ...args] = process.argv.slice(2);
await runOnPinnedNode("--conditions=react-server", [
  "--import=./bench/resolve.mjs",
  `bench/${name}/run.ts`,
  ...args,
]);
