// Databases for benchmarks on the PostgreSQL server of TEST_DATABASE_URL, and that server's durability settings.
import { randomBytes } from "node:crypto";
import pg from "pg";

export const postgresAddress = process.env.TEST_DATABASE_URL ?? "";

export async function makeDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `desk_bench_${randomBytes(6).toString("hex")}`;
  await onServer((server) => server.query(`create database ${name}`));
  const url = new URL(postgresAddress);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onServer(async (server) => void (await server.query(`drop database ${name} with (force)`))),
  };
}

/** Creates a database that outlives the run, because its data take minutes to make. Returns its URL. */
export async function reusableDatabase(name: string): Promise<string> {
  await onServer(async (server) => {
    const { rowCount } = await server.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await server.query(`create database ${name}`);
  });
  const url = new URL(postgresAddress);
  url.pathname = `/${name}`;
  return url.href;
}

export async function describeServer(): Promise<string> {
  return onServer(async (server) => {
    const { rows } = await server.query<{ version: string; fsync: string; commit: string }>(
      `select current_setting('server_version') as version, current_setting('fsync') as fsync,
         current_setting('synchronous_commit') as commit`,
    );
    const { version = "?", fsync = "?", commit = "?" } = rows[0] ?? {};
    return `PostgreSQL ${version.split(" ")[0]}, fsync ${fsync}, synchronous_commit ${commit}`;
  });
}

async function onServer<T>(work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: postgresAddress });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}
