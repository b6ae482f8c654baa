import { checkInput } from "@/lib/referee/bounds";
import { findConsensus } from "@/lib/referee/consensus";
import { scoreAnswers } from "@/lib/referee/credit";
import type { Engine } from "@/lib/referee/finding";
import { payAnnotators } from "@/lib/referee/pay";
import { tables } from "@/lib/referee/tables";
import { accuracyOf, realCrowd, syntheticCrowd } from "../referee/crowd";
import { floatRounds } from "./float-em";
import { benchLive } from "./referee-live";

export type Row = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The same work in float64, or what the specification asks, in the same unit. */
  readonly peer: number | null;
  /** value / peer; at most 1 is the aim for times. */
  readonly ratio: number | null;
};

const SHAPE = { items: 100_000, annotators: 5_000, classes: 5, perItem: 10, seed: 4 };
const REPEATS = 5;

/** The referee on a million answers beside the same EM in float64, in one process; and its accuracy on the real crowds. */
export async function benchReferee(): Promise<Row[]> {
  tables();
  const { truth, ...crowd } = syntheticCrowd(SHAPE);
  const index = checkInput(crowd);
  const found = findConsensus(crowd);
  const best = { round: Infinity, generic: Infinity, float: Infinity, credit: Infinity, pay: Infinity };
  for (let i = 0; i < REPEATS; i++) {
    const em = (engine: Engine) => cpuMs(() => findConsensus(crowd, { engine })) / found.rounds;
    best.round = Math.min(best.round, em("auto"));
    best.float = Math.min(best.float, cpuMs(() => floatRounds(crowd, index, found.rounds)) / found.rounds);
    best.generic = Math.min(best.generic, em("generic"));
    const scored = { credit: scoreAnswers(crowd, found, 666) };
    best.credit = Math.min(
      best.credit,
      cpuMs(() => scoreAnswers(crowd, found, 666)),
    );
    best.pay = Math.min(
      best.pay,
      cpuMs(() => payAnnotators(crowd, found, scored.credit, { beta: 32_768, unit: 1n })),
    );
  }
  const votes = `${crowd.item.length} answers, ${crowd.classes} classes`;
  return [
    row(`a round, ${votes}, CPU`, best.round, "ms", best.float),
    row("a round, generic loop, CPU", best.generic, "ms", best.float),
    row(`rounds to the end`, found.rounds, "rounds", null),
    row("accuracy on that crowd", 100 * accuracyOf(found.posterior, crowd.classes, truth), "%", null),
    row("credit of every answer, CPU", best.credit, "ms", null),
    row("pay, CPU", best.pay, "ms", null),
    row("memory of the process", process.memoryUsage().rss / 2 ** 20, "MiB", null),
    benchLive(crowd),
    ...realAccuracies(),
  ];
}

/** Accuracy that the specification names, per cent. */
const SPECIFIED = { S_Dog: 83.5, Music_genre: 79.9, Snow_RTE_text: 92.5, SP_sentiment_text: 91.6, D_Product: 93.0 };

function realAccuracies(): Row[] {
  return Object.entries(SPECIFIED).flatMap(([folder, percent]) => {
    const crowd = realCrowd(folder);
    if (!crowd) return [];
    const { posterior } = findConsensus(crowd.votes);
    return [row(`accuracy, ${folder}`, 100 * accuracyOf(posterior, crowd.votes.classes, crowd.truth), "%", percent)];
  });
}

function row(what: string, value: number, unit: string, peer: number | null): Row {
  const round = (n: number) => Math.round(n * 100) / 100;
  return { what, value: round(value), unit, peer: peer && round(peer), ratio: peer && round(value / peer) };
}

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
