// node --import tsx bin/migrate.ts            applies the migrations to DATABASE_URL, prints one JSON line
// node --import tsx bin/migrate.ts diff NAME  writes prisma/migrations/<time>_NAME from what changed in the schema
// node --import tsx bin/migrate.ts snapshot   records today's schema as done (after a migration written by hand)
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { applyMigrations, writeMigration, writeSnapshot } from "./launch/migrations";
import { startPostgres } from "./launch/postgres.mjs";

const USAGE = "usage: node --import tsx bin/migrate.ts [apply | diff NAME | snapshot]";

async function main([verb = "apply", ...rest]: readonly string[]): Promise<number> {
  if (verb === "apply" && rest.length === 0) return apply(process.env.DATABASE_URL);
  if (verb === "diff" && rest.length > 0) return diff(rest.join(" "));
  if (verb === "snapshot" && rest.length === 0) {
    await writeSnapshot();
    return 0;
  }
  console.error(USAGE);
  return 2;
}

async function apply(databaseUrl: string | undefined): Promise<number> {
  if (databaseUrl === undefined || databaseUrl === "") {
    console.error("DATABASE_URL is not set.");
    return 2;
  }
  console.log(JSON.stringify({ applied: await applyMigrations(databaseUrl) }));
  return 0;
}

async function diff(name: string): Promise<number> {
  const dir = await mkdtemp(path.join(tmpdir(), "assay-diff-"));
  await chmod(dir, 0o755);
  const postgres = await startPostgres({ dir: path.join(dir, "postgres"), durable: false });
  try {
    const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
    const file = await writeMigration(postgres.url, name, stamp);
    console.log(file === undefined ? "The schema has not changed since the last migration." : `Written: ${file}`);
  } finally {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }
  return 0;
}

// The engine leaves a timer of ten seconds behind, so the process is ended rather than awaited.
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
