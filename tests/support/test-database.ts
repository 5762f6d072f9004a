// Real databases for tests: each call returns an empty database with the current schema, copied from a template that is
// created once per state of the migrations. DESK_TEST_DATABASE (set by the vitest project) selects the kind.
import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import pg from "pg";
import { getConstructionPlans } from "pg-boss";
import { type DeskDatabase, embeddedDatabase, openPostgres } from "@/lib/db/client";
import { migrate, migrationsFolder } from "@/lib/db/migrate";

/** Returns a migrated, empty database with the job engine's schema; `close` deletes it. */
export async function openTestDatabase(): Promise<DeskDatabase> {
  return chosenKind() === "postgres" ? cloneTemplate() : restoreTemplate();
}

/** Creates the template of the selected kind when there is none for these migrations; vitest calls it before all tests. */
export async function prepareTestDatabase(): Promise<void> {
  if (chosenKind() === "postgres") await makePostgresTemplate();
  else await makeEmbeddedTemplate();
}

/** Returns the address of the PostgreSQL server for tests. Throws when TEST_DATABASE_URL is not set. */
export function testDatabaseUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (url === undefined || url === "") throw new Error("TEST_DATABASE_URL is not set");
  return url;
}

function chosenKind(): "embedded" | "postgres" {
  const kind = process.env.DESK_TEST_DATABASE ?? "embedded";
  if (kind === "embedded" || kind === "postgres") return kind;
  throw new Error("DESK_TEST_DATABASE must be embedded or postgres");
}

/**
 * Small log segments make the template a third smaller. A start passes through all shared buffers, and with the default of
 * 160 MB that takes longer than the rest of it.
 */
const initDbStartParams = ["--wal-segsize=1", "--set=shared_buffers=16MB"];

/** Changes with every migration, the job engine's schema and the settings, so that a stale template is never used. */
function templateName(): string {
  const hash = createHash("sha256").update(getConstructionPlans()).update(initDbStartParams.join(" "));
  for (const name of readdirSync(migrationsFolder())
    .filter((each) => each.endsWith(".sql"))
    .sort()) {
    hash.update(name).update(readFileSync(join(migrationsFolder(), name)));
  }
  return `desk_template_${hash.digest("hex").slice(0, 16)}`;
}

/** Loaded once per worker: compiling the wasm takes a while, and a file is read again for each use of its blob. */
let engine: Promise<{ pgliteWasmModule: WebAssembly.Module; fsBundle: Blob }> | undefined;
let template: Blob | undefined;

function loadEngine(): Promise<{ pgliteWasmModule: WebAssembly.Module; fsBundle: Blob }> {
  engine ??= (async () => {
    const dist = join(process.cwd(), "node_modules/@electric-sql/pglite/dist");
    return {
      pgliteWasmModule: await WebAssembly.compile(readFileSync(join(dist, "pglite.wasm"))),
      fsBundle: new Blob([readFileSync(join(dist, "pglite.data"))]),
    };
  })();
  return engine;
}

async function restoreTemplate(): Promise<DeskDatabase> {
  const path = embeddedTemplatePath();
  if (!existsSync(path)) await makeEmbeddedTemplate();
  template ??= new Blob([readFileSync(path)]);
  const pglite = await PGlite.create({
    ...(await loadEngine()),
    loadDataDir: template,
    extensions: { pg_trgm },
  });
  return embeddedDatabase(pglite, () => pglite.close());
}

async function makeEmbeddedTemplate(): Promise<void> {
  const path = embeddedTemplatePath();
  if (existsSync(path)) return;
  const pglite = await PGlite.create({
    ...(await loadEngine()),
    initDbStartParams,
    // No log segments are kept for later.
    startParams: [...PGlite.defaultStartParams, "-c", "min_wal_size=2MB", "-c", "max_wal_size=2MB"],
    extensions: { pg_trgm },
  });
  const desk = embeddedDatabase(pglite, () => pglite.close());
  await migrate(desk);
  await pglite.exec(getConstructionPlans());
  // Without the two databases that only serve to create others, a copy has a third of the files.
  await pglite.exec("update pg_database set datistemplate = false");
  await pglite.exec("drop database template0");
  await pglite.exec("drop database template1");
  // A checkpoint first, so that a restored copy has nothing to replay.
  await pglite.exec("vacuum analyze");
  await pglite.exec("checkpoint");
  const dump = await pglite.dumpDataDir("none");
  await desk.close();
  const folder = join(path, "..");
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder).filter((name) => name.startsWith("desk_template_")))
    rmSync(join(folder, old));
  // Several runs may prepare at the same time; each writes a file of its own, and the last rename wins with equal content.
  const temporary = `${path}.${randomBytes(4).toString("hex")}`;
  writeFileSync(temporary, Buffer.from(await dump.arrayBuffer()));
  renameSync(temporary, path);
}

function embeddedTemplatePath(): string {
  return join(process.cwd(), ".test-data", `${templateName()}.tar`);
}

async function cloneTemplate(): Promise<DeskDatabase> {
  const name = `desk_test_${randomBytes(8).toString("hex")}`;
  await onServer((server) => server.query(`create database ${name} template ${templateName()}`));
  const desk = await openPostgres(urlOf(name));
  return {
    ...desk,
    close: async () => {
      await desk.close();
      await onServer((server) => server.query(`drop database ${name} with (force)`));
    },
  };
}

async function makePostgresTemplate(): Promise<void> {
  const name = templateName();
  await onServer(async (server) => {
    // Two runs on one server must not both create the template.
    await server.query("select pg_advisory_lock(hashtext($1))", [name]);
    const { rowCount } = await server.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount === 1) return;
    const making = `${name}_making`;
    await server.query(`drop database if exists ${making} with (force)`);
    await server.query(`create database ${making}`);
    const desk = await openPostgres(urlOf(making));
    try {
      await migrate(desk);
      await desk.db.execute(getConstructionPlans());
    } finally {
      await desk.close();
    }
    // Renamed only when complete: an interrupted run leaves no partial template.
    await server.query(`alter database ${making} rename to ${name}`);
  });
}

async function onServer(work: (server: pg.Client) => Promise<unknown>): Promise<void> {
  const server = new pg.Client({ connectionString: testDatabaseUrl() });
  await server.connect();
  try {
    await work(server);
  } finally {
    await server.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(testDatabaseUrl());
  url.pathname = `/${database}`;
  return url.href;
}
