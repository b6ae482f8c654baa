// Nothing is lost when everything is killed: the promise that npm start makes, on the real programs.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, truncateSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, test } from "vitest";
import { startAnvil } from "@/bin/launch/anvil.mjs";
import { endOrphans } from "@/bin/launch/pid-files.mjs";
import { askPostgres, startPostgres } from "@/bin/launch/postgres.mjs";
import { identify } from "@/bin/launch/process-table.mjs";
import { tempFolder } from "../launch/temp-folder";

const root = path.resolve(import.meta.dirname, "../..");

async function rpc(url: string, method: string, params: unknown[] = []): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const answer: { result?: unknown } = JSON.parse(await response.text());
  return answer.result;
}

/** Runs a module in a process of its own, as a launcher that then kills itself without a word. */
function runAndKill(code: string): { signal: string | null; output: string } {
  const run = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", `${code}\nprocess.kill(process.pid, "SIGKILL");`],
    {
      cwd: root,
      encoding: "utf8",
      timeout: 60_000,
    },
  );
  return { signal: run.signal, output: run.stdout + run.stderr };
}

test("PostgreSQL: committed rows survive kill -9 of the server and of what started it", async () => {
  const dir = path.join(tempFolder(), "postgres");
  const first = await startPostgres({ dir, password: "it's a / secret" });
  await askPostgres(first.url, "create table kept (n int)");
  await askPostgres(first.url, "insert into kept select generate_series(1, 1000)");
  process.kill(first.child.pid, "SIGKILL");
  await first.child.ended;
  const second = await startPostgres({ dir, port: first.port, password: "it's a / secret" });
  const { rows } = await askPostgres(second.url, "select count(*)::int as n from kept");
  expect(rows).toEqual([{ n: 1000 }]);
  await second.stop();
});

test("PostgreSQL: the server of a killed launcher is ended, and its data and port are taken up again", async () => {
  const parent = tempFolder();
  const dir = path.join(parent, "postgres");
  const killed = runAndKill(`
    import { askPostgres, startPostgres } from "./bin/launch/postgres.mjs";
    const { url, port } = await startPostgres({ dir: ${JSON.stringify(dir)} });
    await askPostgres(url, "create table kept (n int)");
    console.log(port);
  `);
  expect(killed.signal).toBe("SIGKILL");
  const port = Number(killed.output);
  const left = Number(readFileSync(path.join(dir, "postmaster.pid"), "utf8").split("\n")[0]);
  expect(identify(left)).toBeDefined();
  const again = await startPostgres({ dir, port });
  expect(identify(left)).toBeUndefined();
  expect(again.port).toBe(port);
  await expect(askPostgres(again.url, "select * from kept")).resolves.toMatchObject({ rows: [] });
  await again.stop();
});

test("PostgreSQL: a password that does not fit is told as such", async () => {
  const dir = path.join(tempFolder(), "postgres");
  await (await startPostgres({ dir, password: "right" })).stop();
  await expect(startPostgres({ dir, password: "wrong" })).rejects.toThrow("does not accept the password");
  expect(existsSync(path.join(dir, "postmaster.pid"))).toBe(false);
});

test("PostgreSQL sorts and folds text the same on every machine", async () => {
  const postgres = await startPostgres({ dir: path.join(tempFolder(), "postgres"), durable: false });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query(
    "select lower('ÄB') as low, 'Z' < 'a' as codepoints, now()::text like '%+00' as utc",
  );
  await client.end();
  await postgres.stop();
  expect(rows).toEqual([{ low: "äb", codepoints: true, utc: true }]);
});

test("anvil: blocks survive kill -9 of the launcher; its orphan is ended by the pid file", async () => {
  const parent = tempFolder();
  const [dir, runDir] = [path.join(parent, "chain"), path.join(parent, "run")];
  const killed = runAndKill(`
    import { startAnvil } from "./bin/launch/anvil.mjs";
    const { url } = await startAnvil({ dir: ${JSON.stringify(dir)}, runDir: ${JSON.stringify(runDir)} });
    await fetch(url, { method: "POST", headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "anvil_mine", params: ["0x7"] }) });
  `);
  expect(killed).toEqual({ signal: "SIGKILL", output: "" });
  expect(await endOrphans(runDir)).toEqual(["anvil"]);
  const again = await startAnvil({ dir });
  expect(await rpc(again.url, "eth_blockNumber")).toBe("0x7");
  await again.stop();
});

test("anvil: after kill -9 with a half written state, the chain goes on from the last whole copy", async () => {
  const dir = path.join(tempFolder(), "chain");
  const file = path.join(dir, "state.json");
  const first = await startAnvil({ dir });
  await rpc(first.url, "anvil_mine", ["0x5"]);
  await first.stop();
  const second = await startAnvil({ dir });
  await rpc(second.url, "anvil_mine", ["0x5"]);
  await sleep(1_500); // the state is written every second
  process.kill(second.child.pid, "SIGKILL");
  await second.child.ended;
  copyFileSync(file, path.join(dir, "state.whole"));
  truncateSync(file, 1_000);
  const third = await startAnvil({ dir });
  expect(third.state).toBe("restored");
  expect(await rpc(third.url, "eth_blockNumber")).toBe("0x5");
  await third.child.stop();
  copyFileSync(path.join(dir, "state.whole"), file);
  const fourth = await startAnvil({ dir });
  expect(fourth.state).toBe("whole");
  expect(await rpc(fourth.url, "eth_blockNumber")).toBe("0xa");
  await fourth.stop();
});
