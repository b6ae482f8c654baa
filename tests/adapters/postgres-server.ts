// Vitest global setup of the project `adapters`: one real PostgreSQL for the run, in a folder of its own under the
// system's temporary folder, with a database `assay` that has all migrations and serves as template (see database.ts).
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "@/bin/launch/migrations";
import { startPostgres } from "@/bin/launch/postgres.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the migrated template database. */
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(path.join(tmpdir(), "assay-adapters-"));
  await chmod(dir, 0o755); // PostgreSQL runs as another user when we are root
  const postgres = await startPostgres({ dir: path.join(dir, "postgres"), durable: false });
  const stop = async () => {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await applyMigrations(postgres.url);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("postgresUrl", postgres.url);
  return stop;
}
