// The command line of the desk, for `npm start` and for the tests and benchmarks that start the desk.

/**
 * Returns the arguments of Node. The young generation is larger than the default 16 MB: objects of a request are garbage
 * once the request is answered, so most are never copied. With an even larger one, its collections take too long for the
 * slowest requests (measured by `npm run bench:webhook`).
 */
export function deskArgs(command: "start" | "dev", host: string, port: number): string[] {
  return [
    "--max-semi-space-size=24",
    "--import=./scripts/end-with-parent.mjs",
    ...(command === "start" ? ["scripts/serve-desk.ts"] : ["node_modules/next/dist/bin/next", "dev"]),
    "--hostname",
    host,
    "--port",
    String(port),
  ];
}
