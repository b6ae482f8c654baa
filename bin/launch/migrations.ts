// Migrations without Prisma's engine binary: apply the folder, and write a new one from what changed in the schema.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { DiffTarget, MigrationList, SchemaContainer } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { withSchemaEngine } from "./schema-engine";

const PRISMA_DIR = fileURLToPath(new URL("../../prisma", import.meta.url));
const FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Applies the migrations that the database lacks, in order, and records them in `_prisma_migrations` as Prisma does.
 * Each is one transaction, so one that was cut off has left nothing and is simply tried again. Two callers at a time
 * wait for each other.
 *
 * @returns the names of those applied now
 * @throws the engine's error, with the failing migration and the database's words; the migrations before it stay
 */
export async function applyMigrations(databaseUrl: string, prismaDir = PRISMA_DIR): Promise<readonly string[]> {
  const migrationsList = await readMigrations(prismaDir);
  const schema = await readSchema(prismaDir);
  return alone(databaseUrl, async (unfinished) =>
    withSchemaEngine(databaseUrl, schema, async (engine) => {
      for (const migrationName of unfinished) await engine.markMigrationRolledBack({ migrationName });
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: FILTERS });
      return appliedMigrationNames;
    }),
  );
}

/**
 * The SQL that leads from the schema of the last migration to the schema of today; empty when nothing changed.
 * The schema of the last migration is kept in `migrations/schema.snapshot`.
 *
 * @param databaseUrl any database that answers: the engine opens it before it compares, and reads nothing from it
 */
export async function diffSchema(databaseUrl: string, prismaDir = PRISMA_DIR): Promise<string> {
  const now = await readSchema(prismaDir);
  const before = await readSnapshot(prismaDir);
  const from: DiffTarget = before.length === 0 ? { tag: "empty" } : { tag: "schemaDatamodel", files: before };
  const to: DiffTarget = { tag: "schemaDatamodel", files: now };
  const settings = { script: true, shadowDatabaseUrl: null, exitCode: null, filters: FILTERS };
  const { stdout } = await withSchemaEngine(databaseUrl, now, (engine) => engine.diff({ from, to, ...settings }));
  const script = stdout?.trim() ?? "";
  return script.includes("This is an empty migration") ? "" : script;
}

/**
 * Writes a migration and moves the snapshot along.
 *
 * @param name words for the folder's name, such as `add batch seed`
 * @param stamp the folder's sort key, `YYYYMMDDhhmmss`
 * @returns the new file, or undefined when the schema has not changed
 */
export async function writeMigration(
  databaseUrl: string,
  name: string,
  stamp: string,
  prismaDir = PRISMA_DIR,
): Promise<string | undefined> {
  const sql = await diffSchema(databaseUrl, prismaDir);
  if (sql === "") return undefined;
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  const folder = path.join(prismaDir, "migrations", `${stamp}_${slug}`);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "migration.sql");
  await writeFile(file, `${sql}\n`, { flag: "wx" });
  await writeSnapshot(prismaDir);
  return file;
}

/** Records today's schema as the one the migrations lead to. */
export async function writeSnapshot(prismaDir = PRISMA_DIR): Promise<void> {
  const parts = (await readSchema(prismaDir)).map(({ path: name, content }) => `${MARK}${name}\n${content.trim()}\n`);
  await writeFile(path.join(prismaDir, "migrations", "schema.snapshot"), parts.join("\n"));
}

/** Works while holding a lock on the database, so that a migration found unfinished is none that runs just now. */
async function alone<T>(databaseUrl: string, work: (unfinished: readonly string[]) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('assay migrations'))");
    const { rows: found } = await client.query("select to_regclass('_prisma_migrations') is not null as there");
    if (found[0]?.there !== true) return await work([]);
    const { rows } = await client.query<{ name: string }>(
      "select distinct migration_name as name from _prisma_migrations where finished_at is null and rolled_back_at is null",
    );
    return await work(rows.map(({ name }) => name));
  } finally {
    await client.end();
  }
}

const MARK = "//// ";

async function readSnapshot(prismaDir: string): Promise<SchemaContainer[]> {
  const text = (await readIfThere(path.join(prismaDir, "migrations", "schema.snapshot"))) ?? "";
  const parts = `\n${text}`.split(`\n${MARK}`).slice(1);
  return parts.map((part) => {
    const end = part.indexOf("\n");
    return { path: part.slice(0, end), content: part.slice(end + 1) };
  });
}

async function readSchema(prismaDir: string): Promise<SchemaContainer[]> {
  const models = await readdir(path.join(prismaDir, "models")).catch(() => []);
  const names = ["schema.prisma", ...models.filter((file) => file.endsWith(".prisma")).map((file) => `models/${file}`)];
  return Promise.all(
    names.sort().map(async (name) => ({ path: name, content: await readFile(path.join(prismaDir, name), "utf8") })),
  );
}

async function readMigrations(prismaDir: string): Promise<MigrationList> {
  const baseDir = path.join(prismaDir, "migrations");
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => {
      const value = await readFile(path.join(baseDir, name, "migration.sql"), "utf8");
      return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value } } };
    }),
  );
  const content = await readIfThere(path.join(baseDir, "migration_lock.toml"));
  const lockfile = { path: "migration_lock.toml", content: content ?? null };
  return { baseDir, lockfile, shadowDbInitScript: "", migrationDirectories };
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch {
    return undefined;
  }
}
