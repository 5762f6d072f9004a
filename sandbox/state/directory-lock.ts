// One process per data directory: two processes would append to one journal with different balances.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const lockedHere = new Set<string>();

/** Takes the lock of `directory` and returns a function that releases it. Throws when a running process holds the lock. */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, "lock");
  for (;;) {
    try {
      writeFileSync(path, `${process.pid} ${startOf(process.pid) ?? "-"}\n`, { flag: "wx", mode: 0o600 });
      lockedHere.add(path);
      return () => {
        lockedHere.delete(path);
        rmSync(path, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const owner = readFileSync(path, "utf8").trim();
    if (isAlive(owner, path)) {
      throw new Error(
        `another sandbox (process ${owner.split(" ")[0]}) uses ${directory}; stop it or choose another directory`,
      );
    }
    rmSync(path, { force: true });
  }
}

function isAlive(owner: string, path: string): boolean {
  const [pidText = "", start = "-"] = owner.split(" ");
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return lockedHere.has(path);
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM means that the process runs under another user. Any other error means that it is gone.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  // After a kill another process may have the pid. The start time distinguishes them where the system provides it.
  const startNow = startOf(pid);
  return start === "-" || startNow === null || startNow === start;
}

function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch (error) {
    // The system has no /proc, or the process is gone.
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}
