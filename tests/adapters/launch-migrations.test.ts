import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applyMigrations, diffSchema } from "@/bin/launch/migrations";
import { createDatabase, type TestDatabase } from "./database";

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
});

afterAll(async () => {
  await database.drop();
});

test("the migrations are recorded as Prisma records them, and none is applied twice", async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    "select migration_name, finished_at is not null as finished, length(checksum) as digits from _prisma_migrations",
  );
  await client.end();
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toMatchObject({ finished: true, digits: 64 });
  expect(await applyMigrations(database.url)).toEqual([]);
});

test("every change of the schema has its migration", async () => {
  expect(await diffSchema(database.url)).toBe("");
});
