// Projects: `unit` needs nothing; `embedded` and `postgres` run the same integration tests on both databases, `model` and
// `model-postgres` the same random sequences; `crash` kills the built program.
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const onPostgres = (process.env.TEST_DATABASE_URL ?? "") !== "";

const pure = [
  "*.test.ts",
  "lib/*.test.ts",
  "lib/domain/**/*.test.ts",
  "lib/db/embedded/**/*.test.ts",
  "components/**/*.test.{ts,tsx}",
  "messages/**/*.test.ts",
  "sandbox/**/*.test.ts",
  "scripts/**/*.test.ts",
];

/** Settings of a developer's environment that must not reach a test. */
const neutral = {
  DATABASE_URL: "",
  DESK_DATA_DIR: "",
  DESK_SANDBOX: "",
  PORTONE_API_BASE: "",
  PORTONE_API_SECRET: "",
  PORTONE_SANDBOX_ID: "",
  PORTONE_STORE_ID: "",
  PORTONE_WEBHOOK_SECRET: "",
  PORTONE_WEBHOOK_SECRET_TEST: "",
  LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? "silent",
  TZ: "Asia/Seoul",
};

const shared = {
  root,
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      // Outside Next this package throws on import; the alias is the half that Next's server side gets. The condition
      // `react-server` is not applied to globalSetup, and would give external packages a React without hooks.
      "server-only": fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url)),
    },
  },
};

/**
 * The files of a project share a worker's modules: loading them per file took as long as a third of the tests. No test
 * mocks a module or leaves state in a module.
 */
const isolate = false;

/**
 * By default Vitest leaves one core free, and on two cores the files run one after the other. A third of the time of these
 * tests is waiting for a timer or a database, so there are more workers than cores.
 */
const allCores = Math.ceil(availableParallelism() * 1.5);

function integrationOn(database: "embedded" | "postgres") {
  return {
    ...shared,
    test: {
      name: database,
      include: ["lib/*/**/*.test.ts", "app/**/*.test.ts"],
      exclude: ["lib/domain/**", "lib/db/embedded/**"],
      maxWorkers: allCores,
      isolate,
      globalSetup: "scripts/prepare-test-database.ts",
      env: { ...neutral, DESK_TEST_DATABASE: database },
      testTimeout: 20_000,
      hookTimeout: 60_000,
    },
  };
}

function modelOn(database: "embedded" | "postgres") {
  return {
    ...shared,
    test: {
      name: database === "embedded" ? "model" : "model-postgres",
      include: ["tests/property/*.test.ts"],
      // Each file runs half of the sequences.
      maxWorkers: 2,
      globalSetup: "scripts/prepare-test-database.ts",
      env: { ...neutral, DESK_TEST_DATABASE: database },
    },
  };
}

/** Tests of processes mostly wait: three places of the crash test and the commands run at once. */
const processWorkers = 4;

/** Kills and restarts the built program. */
const crash = {
  ...shared,
  test: {
    name: "crash",
    include: ["tests/crash/*.test.ts"],
    maxWorkers: processWorkers,
    env: neutral,
  },
};

/** The commands of the documentation, each as a process. */
const commands = {
  ...shared,
  test: {
    name: "commands",
    include: ["tests/commands/*.test.ts"],
    maxWorkers: processWorkers,
    env: neutral,
  },
};

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          include: pure,
          maxWorkers: allCores,
          isolate,
          env: neutral,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      integrationOn("embedded"),
      modelOn("embedded"),
      crash,
      commands,
      ...(onPostgres ? [integrationOn("postgres"), modelOn("postgres")] : []),
    ],
  },
});
