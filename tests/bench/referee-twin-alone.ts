/**
 * The kernel, then the ONNX file twice, on one crowd in a process of its own:
 * `node --import tsx tests/bench/referee-twin-alone.ts <items> <annotators>` prints `TwinAlone` as JSON. CPU seconds; the
 * file's first run finds the engine's code unoptimised and its memory fresh. Opening the file keeps the engine's compiler busy for a
 * while after it is open; that is opening's, and is waited for. Exits with an error where one bit differs.
 */
import { readFileSync } from "node:fs";
import { referee } from "@/lib/referee/referee";
import { tables } from "@/lib/referee/tables";
import { resultDigest } from "@/lib/twin/result-digest";
import { openTwin } from "@/lib/twin/run-twin";
import { bigCrowd } from "./big-crowd";
import { cpuMs } from "./cpu-ms";
import type { TwinAlone } from "./referee-twin";

const [items = 100_000, annotators = 5_000] = process.argv.slice(2).map(Number);
const policy = { unit: 50_000n };
tables();
const crowd = bigCrowd(items, annotators, 5, 4);
const [kernelFirst] = await seconds(() => referee(crowd, policy));
const [kernelSecond, judged] = await seconds(() => referee(crowd, policy));
const digest = resultDigest(judged);
const beforeMb = peakMb();
const [open, twin] = await seconds(async () => {
  const opened = await openTwin(readFileSync("models/referee-v1.onnx"));
  await compilerIdle();
  return opened;
});
const [twinFirst, found] = await seconds(() => twin.run(crowd, policy));
const [twinSecond] = await seconds(() => twin.run(crowd, policy));
const twinMb = peakMb();
if (resultDigest(found) !== digest) throw new Error("the file and the kernel differ");
const row: TwinAlone = {
  ...{ votes: crowd.item.length, rounds: judged.rounds, open, beforeMb, peakMb: twinMb },
  ...{ kernelFirst, kernelSecond, twinFirst, twinSecond },
};
console.log(JSON.stringify(row));

async function seconds<Result>(work: () => Result | Promise<Result>): Promise<[number, Result]> {
  const before = cpuMs();
  const result = await work();
  return [(cpuMs() - before) / 1000, result];
}

/** Resolves when this process uses no CPU to speak of for half a second. */
async function compilerIdle(): Promise<void> {
  for (let before = -Infinity; cpuMs() - before > 10; ) {
    before = cpuMs();
    await new Promise((resume) => setTimeout(resume, 500));
  }
}

function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024;
}
