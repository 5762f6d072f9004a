// Preloaded into the desk: ends the process when the parent, which holds the other end of stdin, is gone. Otherwise an
// orphan would hold the port and the database. Node passes the preload to the processes that the desk starts (such as the
// bundler's), whose stdin ends for other reasons: they have another parent pid. A parent pid of 1 is an orphan already.
if ([Number(process.env.STARTED_BY_PID), 1].includes(process.ppid)) {
  process.stdin.once("end", () => process.kill(process.pid, "SIGTERM"));
  process.stdin.resume();
  process.stdin.unref?.();
}
