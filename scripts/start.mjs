// `npm start`, `npm run dev`, `npm run build`, `npm run sandbox`. Plain JavaScript, so that an old Node can print what is
// missing.
import { runOnPinnedNode } from "./runtime.mjs";

const args = process.argv.slice(2);
if (args[0] === "--sandbox") await runOnPinnedNode("sandbox/main.ts", args.slice(1));
else await runOnPinnedNode("scripts/start-desk.ts", args);
