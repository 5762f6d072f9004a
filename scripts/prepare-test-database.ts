// Vitest's globalSetup of the projects that use a database: creates the template database before the workers start.
import { prepareTestDatabase } from "../tests/support/test-database";

export default async function setup(project: { config: { env?: Record<string, unknown> } }): Promise<void> {
  if ((process.env.TEST_DATABASE_URL ?? "") === "") {
    process.stdout.write("PostgreSQL: skipped, because TEST_DATABASE_URL is not set.\n");
  }
  process.env.DESK_TEST_DATABASE = String(project.config.env?.DESK_TEST_DATABASE);
  await prepareTestDatabase();
}
