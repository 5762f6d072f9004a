/** Called by Next once per process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { openDesk } = await import("./instrumentation-node");
    await openDesk();
  }
}
