import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { acquireLock } from "@/bin/launch/lock.mjs";
import { identify } from "@/bin/launch/process-table.mjs";
import { tempFolder } from "./temp-folder";

const lockFile = (dir: string) => path.join(dir, "launcher.lock");

test("a second launcher on one data folder is refused, and told how to start beside the first", () => {
  const dir = tempFolder();
  const first = acquireLock(dir);
  expect(() => acquireLock(dir)).toThrow(`Assay already runs on the data in ${dir} (process ${process.pid}).`);
  first.release();
  expect(acquireLock(dir).takenOver).toBe(false);
});

test("the lock of a process that is gone is taken over", () => {
  const dir = tempFolder();
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  writeFileSync(lockFile(dir), JSON.stringify({ pid: gone, born: "long ago", token: "old" }));
  expect(acquireLock(dir).takenOver).toBe(true);
  expect(JSON.parse(readFileSync(lockFile(dir), "utf8"))).toMatchObject({ pid: process.pid });
});

test("the lock of a process whose number another program has now is taken over", () => {
  const dir = tempFolder();
  writeFileSync(lockFile(dir), JSON.stringify({ pid: process.pid, born: "another life", token: "old" }));
  expect(acquireLock(dir).takenOver).toBe(true);
});

test("a lock file that was cut off while written is taken over", () => {
  const dir = tempFolder();
  writeFileSync(lockFile(dir), '{"pid": 1');
  expect(acquireLock(dir).takenOver).toBe(true);
});

test("releasing leaves nothing behind, and never the lock of somebody else", () => {
  const dir = tempFolder();
  const lock = acquireLock(dir);
  const other = JSON.stringify({ ...identify(process.pid), token: "other" });
  writeFileSync(lockFile(dir), other);
  lock.release();
  expect(readdirSync(dir)).toEqual(["launcher.lock"]);
  expect(readFileSync(lockFile(dir), "utf8")).toBe(other);
});
