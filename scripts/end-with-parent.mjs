// Preloaded into the desk: the parent holds the other end of stdin, and when it is gone, however it went, this
// process would be an orphan that keeps the port and the database.
process.stdin.once("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
process.stdin.unref?.();
