// A database of its own for a test file: all migrations applied, nothing in it.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export interface TestDatabase {
  /** Address to connect to. */
  readonly url: string;
  /** Removes the database; connections that are still open are cut. */
  drop(): Promise<void>;
}

/**
 * A fresh copy of the migrated template. Call it in `beforeAll` and `drop` in `afterAll`; the server ends with the run,
 * so a database that is not dropped costs only room until then.
 */
export async function createDatabase(): Promise<TestDatabase> {
  const template = new URL(inject("postgresUrl"));
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(template, `create database ${name} template ${template.pathname.slice(1)} strategy file_copy`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onServer(template, `drop database if exists ${name} with (force)`),
  };
}

async function onServer(template: URL, statement: string): Promise<void> {
  const url = new URL(template);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
