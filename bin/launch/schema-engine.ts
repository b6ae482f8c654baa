// Prisma's schema engine as WebAssembly, on our own database connection: no engine binary is downloaded.
// The package is made for bundlers; here its two halves are joined by hand, as its own bundled entry does.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaContainer } from "@prisma/schema-engine-wasm";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/** What the glue code offers besides the engine, which its types leave out. */
interface Glue {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

/**
 * Works with the engine on one database, and closes every connection afterwards.
 *
 * @param databaseUrl a database that answers: the engine opens it even for work that reads nothing from it
 * @param files the schema's files, named relative to each other
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  files: readonly SchemaContainer[],
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  await load();
  const pool = new pg.Pool({ connectionString: databaseUrl, allowExitOnIdle: true });
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    const datamodels = files.map(({ path: name, content }): [string, string] => [name, content]);
    return await work(await bindings.SchemaEngine.new({ datamodels }, () => {}, factory));
  } finally {
    await pool.end();
  }
}

let loaded: Promise<void> | undefined;

function load(): Promise<void> {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate(): Promise<void> {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const bytes = await readFile(path.join(folder, "schema_engine_bg.wasm"));
  const imports = { "./schema_engine_bg.js": { ...bindings } };
  const { instance } = await WebAssembly.instantiate(bytes, imports as unknown as WebAssembly.Imports);
  (bindings as unknown as Glue).__wbg_set_wasm(instance.exports);
  const begin = instance.exports.__wbindgen_start;
  if (typeof begin === "function") begin();
}
