// The build, made when there is none for these sources. The stamp covers what the build reads: sources, words,
// configuration, the lock file, this file and the Node that runs it.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "./child.ts";
import { Stop } from "./steps.ts";

const stampFile = join(".next", "built-from");
const sourceFolders = ["app", "components", "i18n", "lib", "messages", "public"];
const sourceFiles = /^(?:package(?:-lock)?\.json|tsconfig\.json|.*\.config\.(?:ts|mjs|js)|[\w-]+\.tsx?)$/;
const noSource = /\.test\.tsx?$|^(?:next-env\.d|vitest\.config|playwright\.config|drizzle\.config)\.ts$/;

/** Builds unless the present build was made from the same. Returns a word for the step. Throws Stop when it fails. */
export async function buildWhenNeeded(): Promise<string> {
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stampOfSources()) return "already built";
  return build("of-failure");
}

/** Builds in any case. `output`: whether what Next prints is shown, or only when the build fails. */
export async function build(output: "shown" | "of-failure" = "shown"): Promise<string> {
  // Computed first, so that a change during the build causes another one. Without the old stamp an aborted build has none.
  const stamp = stampOfSources();
  rmSync(stampFile, { force: true });
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const code = await runTool(["node_modules/next/dist/bin/next", "build"], env, output);
  if (code !== 0) throw new Stop("빌드가 실패했습니다 · The build failed; its reason is above.");
  writeFileSync(stampFile, stamp);
  return "built";
}

function stampOfSources(): string {
  const hash = createHash("sha256")
    .update(process.version)
    .update(process.env.DESK_BENCH ?? "");
  const roots = readdirSync(".", { withFileTypes: true })
    .filter((entry) => entry.isFile() && sourceFiles.test(entry.name))
    .map((entry) => entry.name);
  for (const path of [...roots, join("scripts", "build.ts"), ...sourceFolders.flatMap(filesBeneath)]
    .filter((each) => !noSource.test(each))
    .sort()) {
    hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function filesBeneath(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
