// One process a data directory: two would append to one journal and each believe a different balance.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const heldHere = new Set<string>();

/** Takes the lock of `directory` and returns its release. Throws when a living process holds it. */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, "lock");
  for (;;) {
    try {
      writeFileSync(path, `${process.pid} ${startOf(process.pid) ?? "-"}\n`, { flag: "wx", mode: 0o600 });
      heldHere.add(path);
      return () => {
        heldHere.delete(path);
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
  if (pid === process.pid) return heldHere.has(path);
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM means alive under another user; anything else means gone.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  // After a kill the number may belong to someone else; the start time tells them apart where the system shows it.
  const startNow = startOf(pid);
  return start === "-" || startNow === null || startNow === start;
}

function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch (error) {
    // No /proc on this system, or the process is gone.
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}
