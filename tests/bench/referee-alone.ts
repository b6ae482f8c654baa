/**
 * A verdict in a process of its own, so that its memory is its own: `node --import tsx tests/bench/referee-alone.ts <items> <annotators>`
 * prints {votes, rounds, roundMs, emMs, creditMs, peakMb}. CPU milliseconds; the peak is of the whole process.
 */
import { findConsensus } from "@/lib/referee/consensus";
import { scoreAnswers } from "@/lib/referee/credit";
import { tables } from "@/lib/referee/tables";
import { bigCrowd } from "./big-crowd";
import { cpuMs } from "./cpu-ms";

const [items = 100_000, annotators = 5_000] = process.argv.slice(2).map(Number);
tables();
const crowd = bigCrowd(items, annotators, 5, 4);
const before = cpuMs();
const found = findConsensus(crowd);
const emMs = cpuMs() - before;
scoreAnswers(crowd, found, 666);
const creditMs = cpuMs() - before - emMs;
const peakMb = process.resourceUsage().maxRSS / 1024;
const { rounds } = found;
console.log(JSON.stringify({ votes: crowd.item.length, rounds, roundMs: emMs / rounds, emMs, creditMs, peakMb }));
