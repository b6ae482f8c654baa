import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { checkInput } from "@/lib/referee/bounds";
import { findConsensus } from "@/lib/referee/consensus";
import { scoreAnswers } from "@/lib/referee/credit";
import { METHODS } from "@/lib/referee/method";
import { payAnnotators } from "@/lib/referee/pay";
import { tables } from "@/lib/referee/tables";
import { accuracyOf, DATA, realCrowd } from "../referee/crowd";
import { bigCrowd } from "./big-crowd";
import { cpuMs } from "./cpu-ms";
import { floatRounds } from "./float-em";
import { benchLive } from "./referee-live";
import { twinAlone } from "./referee-twin";
import { steadyRounds } from "./steady-round";

export type Row = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The same work by another implementation in the same run, or what the specification asks, in the same unit. */
  readonly peer: number | null;
  /** value / peer; at most 1 is the aim for times and memory. */
  readonly ratio: number | null;
};

const REPEATS = 9;
const ALONE = join(import.meta.dirname, "referee-alone.ts");
/** A reference implementation of multi-coin in plain JavaScript, where there is one beside the data. */
const REFERENCE = resolve(process.env.ASSAY_REFERENCE_REFEREE ?? join(DATA, "../prototypes/referee/referee.mjs"));
/** Accuracy that the specification names, per cent. */
const SPECIFIED = { S_Dog: 83.5, Music_genre: 79.9, Snow_RTE_text: 92.5, SP_sentiment_text: 91.6, D_Product: 93.0 };

/** The kernel on a million answers beside float64 and a reference in one process; memory alone; accuracy on real crowds. */
export async function benchReferee(): Promise<Row[]> {
  return [...(await times()), ...alone(), ...twin(), ...realAccuracies()];
}

type Reference = {
  consensus(input: object, options?: { trace(): void }): { readonly rounds: number };
};

async function times(): Promise<Row[]> {
  tables();
  const crowd = bigCrowd(100_000, 5_000, 5, 4);
  const index = checkInput(crowd);
  const found = findConsensus(crowd);
  const { items: T, annotators: W, classes: K, item, annotator, label } = crowd;
  const reference = existsSync(REFERENCE) ? ((await import(pathToFileURL(REFERENCE).href)) as Reference) : undefined;
  const { rounds } = found;
  const credit = scoreAnswers(crowd, found, 666);
  // Interleaved, each the best of the repeats: on a busy machine the others' work falls on all alike.
  const best = fastest({
    kernel: () => findConsensus(crowd),
    float: () => floatRounds(crowd, index, rounds),
    generic: () => findConsensus(crowd, { engine: "generic" }),
    dawidSkene: () => findConsensus(crowd, { method: "dawid-skene" }),
    credit: () => scoreAnswers(crowd, found, 666),
    pay: () => payAnnotators(crowd, found, credit, { beta: 32_768, unit: 1n }),
  });
  const steady = steadyRounds({
    kernel: (tick) => findConsensus(crowd, { onRound: tick }),
    reference: (tick) => reference?.consensus({ item, annotator, label, T, W, K }, { trace: tick }),
  });
  const ds = findConsensus(crowd, { method: "dawid-skene" }).rounds;
  const round = (ms: number) => ms / rounds;
  const votes = `${item.length} answers, ${W} annotators, ${K} classes`;
  return [
    row(`a round, ${votes}, CPU; peer: the same EM in float64`, round(best.kernel), "ms", round(best.float)),
    ...(reference
      ? [row("a steady round, CPU, median; peer: the reference implementation", steady.kernel, "ms", steady.reference)]
      : []),
    row("a round, generic loop, CPU; peer: float64", round(best.generic), "ms", round(best.float)),
    row("a round of dawid-skene, CPU; peer: float64 multi-coin", best.dawidSkene / ds, "ms", round(best.float)),
    row("rounds to the end", rounds, "rounds", null),
    row("credit of every answer, CPU", best.credit, "ms", null),
    row("pay, CPU", best.pay, "ms", null),
    benchLive(crowd),
  ];
}

function fastest<Name extends string>(works: Record<Name, () => unknown>): Record<Name, number> {
  const best = Object.fromEntries(Object.keys(works).map((name) => [name, Infinity])) as Record<Name, number>;
  for (let i = 0; i < REPEATS; i++) {
    for (const name of Object.keys(works) as Name[]) {
      const before = cpuMs();
      works[name]();
      best[name] = Math.min(best[name], cpuMs() - before);
    }
  }
  return best;
}

type Alone = { readonly votes: number; readonly rounds: number; readonly roundMs: number; readonly peakMb: number };

/** One verdict a process, made and judged there: memory, and how time grows with the votes. */
function alone(): Row[] {
  const run = (items: number): Alone =>
    JSON.parse(execFileSync(process.execPath, ["--import", "tsx", ALONE, `${items}`, "5000"], { encoding: "utf8" }));
  const best = (items: number) => [run(items), run(items)].reduce((a, b) => (a.roundMs < b.roundMs ? a : b));
  const [one, ten] = [best(100_000), best(1_000_000)];
  const exponent = Math.log(ten.roundMs / one.roundMs) / Math.log(ten.votes / one.votes);
  return [
    row("memory, 1 M answers, EM and credit, own process; asked: at most", one.peakMb, "MiB", 150),
    row("memory, 10 M answers, EM and credit, own process; asked: at most", ten.peakMb, "MiB", 1024),
    row("a round, 10 M answers, CPU, own process", ten.roundMs, "ms", null),
    row("exponent of a round's time in the votes, 1 M to 10 M; linear is", exponent, "", 1),
  ];
}

/** Ten millions are not run: `twinFits` sends them to the kernel alone. */
function twin(): Row[] {
  const { open, kernelFirst, kernelSecond, twinFirst, twinSecond, peakMb } = twinAlone();
  return [
    row("ONNX file, 1 M answers, verdict with pay, first run, CPU; peer: the kernel's", twinFirst, "s", kernelFirst),
    row("ONNX file, 1 M answers, verdict with pay, second run, CPU; peer: the kernel's", twinSecond, "s", kernelSecond),
    row("ONNX file, opening it, CPU", open, "s", null),
    row("ONNX file, memory, 1 M answers, kernel and file in one process; asked: below", peakMb, "MiB", 750),
  ];
}

function realAccuracies(): Row[] {
  return Object.entries(SPECIFIED).flatMap(([folder, percent]) => {
    const crowd = realCrowd(folder);
    if (!crowd) return [];
    return METHODS.map((method) => {
      const { posterior } = findConsensus(crowd.votes, { method });
      const right = 100 * accuracyOf(posterior, crowd.votes.classes, crowd.truth);
      return row(`accuracy, ${folder}, ${method}`, right, "%", method === "multi-coin" ? percent : null);
    });
  });
}

function row(what: string, value: number, unit: string, peer: number | null): Row {
  const round = (n: number) => Math.round(n * 100) / 100;
  return { what, value: round(value), unit, peer: peer && round(peer), ratio: peer && round(value / peer) };
}
