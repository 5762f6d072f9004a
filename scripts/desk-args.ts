// How the program is started, by `npm start` and by whatever measures or kills it.

/**
 * Arguments of Node. The young generation gets four times its usual room (64 MB a half): what a request makes is garbage
 * when it is answered, and most of it is then never copied. Measured by `npm run bench:webhook`.
 */
export function deskArgs(command: "start" | "dev", host: string, port: number): string[] {
  return [
    "--max-semi-space-size=64",
    "--import=./scripts/end-with-parent.mjs",
    "node_modules/next/dist/bin/next",
    command,
    "--hostname",
    host,
    "--port",
    String(port),
  ];
}
