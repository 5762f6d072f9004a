// Plain JavaScript that also runs on Node 20: finds the pinned runtime and hands the real work to it.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const needed = 24;

/**
 * Runs a TypeScript file of the project on the pinned Node, in the project's folder, and ends as it ends.
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
  // The child decides how to end; this process only passes on what it was told and waits.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => stop([`${node} cannot be run: ${error.message}`]));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

function findNode() {
  const pinned = join(root, "node_modules", "node", "bin", "node");
  if (majorOf(pinned) === needed) return pinned;
  if (Number(process.versions.node.split(".")[0]) >= needed) return process.execPath;
  if (!existsSync(join(root, "node_modules"))) {
    stop(["의존 패키지가 없습니다 · The packages are not installed.", "  npm ci"]);
  }
  stop([
    `고정된 Node ${needed} 런타임이 없습니다 · The pinned Node ${needed} is not there (this is ${process.version}).`,
    "It comes with the package `node`, whose install script fetches it. Most likely install scripts are switched off",
    "(ignore-scripts in .npmrc or --ignore-scripts), or the installation was cut off. Either:",
    "  npm rebuild node --ignore-scripts=false",
    `or start with a Node ${needed} of your own.`,
  ]);
}

/** @param {string} path */
function majorOf(path) {
  if (!existsSync(path)) return null;
  try {
    return Number(execFileSync(path, ["--version"], { encoding: "utf8" }).slice(1).split(".")[0]);
  } catch {
    // A file that cannot be run (another platform's, or half of one) is as good as none.
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
