// Finds the pinned Node and runs the project's programs on it. Plain JavaScript that also runs on Node 20.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const needed = 24;

/**
 * Runs a TypeScript file on the pinned Node in the project's folder, and exits with its exit code.
 * @param {string} file relative to the project's root
 * @param {readonly string[]} args
 */
export async function runOnPinnedNode(file, args) {
  process.chdir(root);
  const node = findNode();
  const child = spawn(node, [file, ...args], {
    stdio: "inherit",
    env: { ...process.env, PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH ?? ""}` },
  });
  // The child decides how to end. This process forwards signals and waits.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => stop([`${node} cannot be run: ${error.message}`]));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

function findNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const program = process.platform === "win32" ? "node.exe" : "node";
  const pinned = join(root, "node_modules", `node-${platform}-${process.arch}`, "bin", program);
  if (majorOf(pinned) === needed) return pinned;
  if (Number(process.versions.node.split(".")[0]) >= needed) return process.execPath;
  if (!existsSync(join(root, "node_modules"))) {
    stop(["의존 패키지가 없습니다 · The packages are not installed.", "  npm ci"]);
  }
  stop([
    `이 컴퓨터에는 Node ${needed} 이상이 필요합니다 · Node ${needed} or newer is needed here (this is ${process.version}).`,
    `On Linux and on Windows with an x64 processor the packages include one (node-${platform}-${process.arch} here); it is missing,`,
    "most likely because optional packages were left out (--omit=optional). Elsewhere install it yourself: https://nodejs.org",
  ]);
}

/** @param {string} path */
function majorOf(path) {
  if (!existsSync(path)) return null;
  try {
    return Number(execFileSync(path, ["--version"], { encoding: "utf8" }).slice(1).split(".")[0]);
  } catch {
    // A file that cannot be run (of another platform, or incomplete) counts as missing.
    return null;
  }
}

/**
 * @param {readonly string[]} lines
 * @returns {never}
 */
function stop(lines) {
  process.stderr.write(`${lines.join("\n")}\n`);
  process.exit(1);
}
