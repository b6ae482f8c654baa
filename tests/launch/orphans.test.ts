import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { runChild, startChild } from "@/bin/launch/child.mjs";
import { endOrphans } from "@/bin/launch/pid-files.mjs";
import { identify, isRunning } from "@/bin/launch/process-table.mjs";
import { tempFolder } from "./temp-folder";

const SLEEPER = ["-e", "setInterval(() => {}, 1000)"];
const STUBBORN = ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')"];

test("what a killed launcher left running is found by its pid file and ended", async () => {
  const runDir = tempFolder();
  const child = await startChild({ name: "sleeper", command: process.execPath, args: SLEEPER, runDir });
  expect(readdirSync(runDir)).toEqual(["sleeper.pid"]);
  expect(await endOrphans(runDir)).toEqual(["sleeper"]);
  expect(child.running()).toBe(false);
  expect(readdirSync(runDir)).toEqual([]);
});

test("a program that has the number of an earlier child now is left alone", async () => {
  const runDir = tempFolder();
  const child = await startChild({ name: "stranger", command: process.execPath, args: SLEEPER });
  writeFileSync(path.join(runDir, "worker.pid"), JSON.stringify({ pid: child.pid, born: "another life", level: 0 }));
  expect(await endOrphans(runDir)).toEqual([]);
  expect(child.running()).toBe(true);
  expect(readdirSync(runDir)).toEqual([]);
  await child.stop();
});

test("a child that does not listen is forced after its time", async () => {
  const stop = { graceMs: 200 };
  const logDir = tempFolder();
  const child = await startChild({ name: "stubborn", command: process.execPath, args: STUBBORN, stop, logDir });
  await vi.waitFor(() => expect(child.logTail()).toBe("up"), { timeout: 10_000 });
  const identity = identify(child.pid);
  await child.stop();
  expect(identity !== undefined && isRunning(identity)).toBe(false);
  expect(await child.ended).toEqual({ code: null, signal: "SIGKILL" });
});

test("a step that fails shows the end of its output", async () => {
  const args = ["-e", "console.error('no room on the disk'); process.exit(3)"];
  const failing = runChild({ name: "copying", command: process.execPath, args, logDir: tempFolder() });
  await expect(failing).rejects.toMatchObject({
    message: 'The step "copying" ended with 3.',
    detail: "no room on the disk",
  });
});

test("a program that is not there is named", async () => {
  const starting = startChild({ name: "chain", command: "/no/such/anvil", args: [] });
  await expect(starting).rejects.toThrow('"/no/such/anvil" cannot be started');
});
