// Preloaded into the desk: the parent holds the other end of stdin, and when it is gone, however it went, this
// process would be an orphan that keeps the port and the database. Node hands the preload on to the processes that the desk
// starts itself, such as those of the bundler, whose stdin ends for other reasons: they have another parent. Without any
// parent (1 has taken its place) it is an orphan already.
if ([Number(process.env.STARTED_BY_PID), 1].includes(process.ppid)) {
  process.stdin.once("end", () => process.kill(process.pid, "SIGTERM"));
  process.stdin.resume();
  process.stdin.unref?.();
}
