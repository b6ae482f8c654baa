/**
 * The connections beneath Prisma, for the few statements that every annotator's every answer runs: each is prepared once a
 * connection under its name, and its rows come back as they are. Prisma parses, plans and maps anew at every call.
 */
import pg from "pg";

export type Pool = pg.Pool;

/** A pool of at most `max` connections (8 to 16 serve two cores best). Connects at first use. */
export function createPool(url: string, max = 12): Pool {
  const pool = new pg.Pool({ connectionString: url, max, application_name: "assay" });
  pool.on("error", () => undefined); // a connection that ends while idle is dropped; the next query opens another
  return pool;
}

/** One statement with a name, to be prepared once a connection. */
export type Statement = { readonly name: string; readonly text: string };

/** Runs a named statement. Bigints and dates go as text, arrays as arrays, bytes as bytes. */
export async function run<Row>(pool: Pool, statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
  const { rows } = await pool.query({ ...statement, values: values as unknown[] });
  return rows as Row[];
}
