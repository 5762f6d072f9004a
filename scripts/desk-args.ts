// How the program is started, by `npm start` and by whatever measures or kills it.

/**
 * Arguments of Node. The young generation gets more than its usual 16 MB: what a request makes is garbage when it is
 * answered, and most of it is then never copied. Larger still, its collections take too long for the slowest requests
 * (measured by `npm run bench:webhook`).
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
