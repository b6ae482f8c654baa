// Prisma's schema engine as WebAssembly, on our own database connection: no engine binary is downloaded.
// The package is made for bundlers; here its two halves are joined by hand, as its own bundled entry does.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, DriverAdapterError } from "@prisma/driver-adapter-utils";
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
  const pool = new pg.Pool({ connectionString: databaseUrl });
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(sendScriptsWhole(new WholeScripts(pool)));
    const datamodels = files.map(({ path: name, content }): [string, string] => [name, content]);
    return await work(await bindings.SchemaEngine.new({ datamodels }, () => {}, factory));
  } finally {
    await pool.end();
  }
}

/**
 * The adapter cuts a script at every semicolon, in function bodies and comments too. Sent whole, PostgreSQL does the
 * cutting, and a migration that fails leaves nothing behind.
 */
function sendScriptsWhole(factory: PrismaPg): PrismaPg {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) throw error;
        const { code = "", severity = "ERROR", message, detail, column, hint } = error;
        throw new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
      }
    };
    return adapter;
  };
  return factory;
}

/**
 * Prisma's adapter cuts a script at every semicolon, also those inside of functions and comments. Here a script goes to
 * PostgreSQL whole: it is cut where SQL says so, and runs in one transaction, so a migration that fails leaves nothing.
 */
class WholeScripts extends PrismaPg {
  constructor(private readonly pool: pg.Pool) {
    super(pool);
  }

  override async connect(): ReturnType<PrismaPg["connect"]> {
    const connection = await super.connect();
    connection.executeScript = async (script) => {
      await this.pool.query(script).catch((error: unknown) => {
        throw error instanceof pg.DatabaseError ? withLine(error, script) : error;
      });
    };
    return connection;
  }
}

function withLine(error: pg.DatabaseError, script: string): DriverAdapterError {
  const line = script.slice(0, Number(error.position ?? 0)).split("\n").length;
  const message = error.position === undefined ? error.message : `line ${line}: ${error.message}`;
  const { code = "", severity = "ERROR", detail, hint, column } = error;
  return new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
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
