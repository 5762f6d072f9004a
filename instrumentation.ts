/** Next calls this once per process before it serves a request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { openDesk } = await import("./instrumentation-node");
    await openDesk();
  }
}
