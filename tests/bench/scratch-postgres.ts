import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { applyMigrations } from "@/bin/launch/migrations";
import { startPostgres } from "@/bin/launch/postgres.mjs";

/**
 * A PostgreSQL of its own with the schema in it (not durable: figures are of work, not of a disk), made ready by these
 * statements, used, and removed.
 */
export async function inScratchPostgres<T>(
  statements: readonly string[],
  use: (url: string) => T | Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(path.join(tmpdir(), "assay-bench-"));
  await chmod(dir, 0o755);
  const postgres = await startPostgres({ dir: path.join(dir, "postgres"), durable: false });
  try {
    await applyMigrations(postgres.url);
    const client = new pg.Client(postgres.url);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
    return await use(postgres.url);
  } finally {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }
}
