// Next bundles this file for Node alone: instrumentation.ts imports it where the runtime is Node.
export { openDesk } from "./lib/server/open";
