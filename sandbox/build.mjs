// Writes dist/ before the package is packed. The package contains JavaScript, because Node does not run TypeScript from a
// node_modules folder. The desk and the tests run the sources and do not need dist/.
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

rmSync(here("dist"), { recursive: true, force: true });
const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
execFileSync(process.execPath, [compiler, "--project", here("tsconfig.build.json")], { stdio: "inherit" });
cpSync(here("control/page"), here("dist/control/page"), { recursive: true });
