import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { acquireLock } from "@/bin/launch/lock.mjs";
import { startPostgres } from "@/bin/launch/postgres.mjs";
import { describeProblem, LaunchProblem } from "@/bin/launch/problem.mjs";
import { tempFolder } from "./temp-folder";

const root = path.resolve(import.meta.dirname, "../..");

/** Runs `npm start` where it is to refuse before its first long step. */
function start(env: Record<string, string>): { status: number | null; output: string } {
  const run = spawnSync(process.execPath, ["bin/start.mjs"], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: 20_000,
  });
  return { status: run.status, output: run.stdout + run.stderr };
}

function listen(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      resolve({ server, port: typeof address === "object" && address !== null ? address.port : 0 });
    });
  });
}

test("a taken port: the message names it and another, without a stack", async () => {
  const { server, port } = await listen();
  onTestFinished(() => void server.close());
  const { status, output } = start({ PORT: String(port), ASSAY_DATA_DIR: tempFolder() });
  expect(status).toBe(1);
  expect(output).toContain(`Port ${port} is taken by another program.`);
  expect(output).toContain(`PORT=${port + 1} npm start`);
  expect(output).not.toMatch(/\n\s+at /);
});

test("a second start on the same data is refused", () => {
  const dataDir = tempFolder();
  const lock = acquireLock(dataDir);
  const { status, output } = start({ ASSAY_DATA_DIR: dataDir });
  lock.release();
  expect(status).toBe(1);
  expect(output).toContain("Assay already runs on the data");
});

test("a variable that cannot be understood is refused before anything starts", () => {
  const { status, output } = start({ ASSAY_DATA_DIR: tempFolder(), RPC_URL: "nowhere" });
  expect(status).toBe(1);
  expect(output).toContain("RPC_URL is not an address");
});

test("a folder of other files is not taken for the database, and is left alone", async () => {
  const dir = path.join(tempFolder(), "postgres");
  mkdirSync(dir);
  writeFileSync(path.join(dir, "thesis.txt"), "years of work");
  await expect(startPostgres({ dir })).rejects.toThrow("holds files that are not a PostgreSQL database");
});

test("a database of another version is left alone", async () => {
  const dir = path.join(tempFolder(), "postgres");
  mkdirSync(dir);
  writeFileSync(path.join(dir, "PG_VERSION"), "14\n");
  await expect(startPostgres({ dir })).rejects.toThrow("was made by PostgreSQL 14");
});

test("a problem is told with what to do about it", () => {
  const text = describeProblem(new LaunchProblem("The kettle is cold.", "Heat it.", { detail: "20 degrees" }));
  expect(text).toBe("  20 degrees\n\n✗ The kettle is cold.\n  Heat it.\n");
});
