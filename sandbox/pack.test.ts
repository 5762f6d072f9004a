// The packed package with only its declared dependencies, started like an installed package.
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import * as z from "zod";
import { pageFiles } from "./control/page.ts";
import { clientOf } from "./test-harness.ts";
import { ended, folder, ready, signalGroup, startCommand } from "./test-program.ts";

const manifestShape = z.looseObject({
  bin: z.object({ "portone-sandbox": z.string() }),
  dependencies: z.record(z.string(), z.string()),
});
const run = promisify(execFile);
const source = fileURLToPath(new URL(".", import.meta.url));
const installed = fileURLToPath(new URL("../node_modules", import.meta.url));

it("the packed package starts from its tarball by npx, answers as PortOne, and serves its control page", {
  timeout: 120_000,
}, async () => {
  const place = folder();
  const root = join(place, "node_modules", "portone-sandbox");
  await unpack(await pack(place), root);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["LICENSE", "README.md"]));
  expect(names.filter((name) => /[.]ts$|test|validator/.test(name))).toEqual([]);
  const { bin, dependencies } = manifestShape.parse(
    JSON.parse(readFileSync(join(root, "package.json"), "utf8")),
  );
  for (const name of Object.keys(dependencies)) link(name, join(place, "node_modules", name));

  // As npm installs a package with a program.
  const main = join(root, bin["portone-sandbox"]);
  chmodSync(main, 0o755);
  mkdirSync(join(place, "node_modules", ".bin"));
  symlinkSync(main, join(place, "node_modules", ".bin", "portone-sandbox"));

  const program = startCommand(["npx", "--no-install", "portone-sandbox"], place, join(place, "data"), {
    SANDBOX_PAYMENTS: "",
    npm_config_offline: "true",
  });
  const sandbox = await ready(program);
  expect((await fetch(`${sandbox.url}/payments/none`)).status).toBe(401);
  const client = clientOf(sandbox);
  expect((await client.get("/payments/none")).body.type).toBe("PAYMENT_NOT_FOUND");
  expect((await client.list("/payments", { page: { size: 5 } })).body.items).toHaveLength(5);
  for (const [path, { text }] of Object.entries(pageFiles))
    expect(await (await fetch(sandbox.controlUrl + path)).text(), path).toBe(text);
  const end = ended(program);
  signalGroup(program, "SIGTERM");
  await end;
  await expect(fetch(`${sandbox.url}/payments/none`)).rejects.toThrow();
});

/** Builds and packs the package into `to`, without the network. Returns the tarball's path. */
async function pack(to: string): Promise<string> {
  // On Windows npm is a script, which only a shell can start.
  const options = { cwd: source, shell: process.platform === "win32" };
  await run("npm", ["pack", "--offline", "--loglevel=error", "--pack-destination", to], options);
  const [tarball, ...others] = readdirSync(to).filter((name) => name.endsWith(".tgz"));
  expect(others).toEqual([]);
  return join(to, tarball ?? "nothing was packed");
}

async function unpack(tarball: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true });
  await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", to]);
}

function link(name: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(join(installed, name), to, "junction");
}
