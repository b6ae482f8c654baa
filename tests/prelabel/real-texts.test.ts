import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { argMax } from "@/lib/prelabel/dense";
import { fitText } from "@/lib/prelabel/fit";
import { randomSource, shuffled } from "@/lib/prelabel/random-source";
import { createSuggester } from "@/lib/prelabel/run-model";
import { jsonLines, labelsFor, realSet } from "./crowds";

type Labelled = { readonly text: string; readonly label: string };

const LABELS = 200;
const SEEDS = [1, 2, 3];

const trec = realSet("trec-questions");
const weather = realSet("weather-sentiment");

describe("real texts, 200 labels, judged on items that were neither labelled nor seen", () => {
  test.skipIf(!trec)("questions by kind of answer: at least .60", { timeout: 60_000 }, async () => {
    const rows = jsonLines(join(trec ?? "", "items.jsonl"));
    const labelled = (split: (name: unknown) => boolean): Labelled[] =>
      rows.filter((row) => split(row.split)).map((row) => ({ text: String(row.text), label: String(row.label) }));
    const held = labelled((name) => name !== "train");
    const results = [];
    for (const seed of SEEDS) {
      const pool = shuffled(
        labelled((name) => name === "train"),
        randomSource(seed),
      );
      results.push(await judge(pool, held, seed));
    }
    report("trec-questions", results);
    expect(mean(results.map(({ accuracy }) => accuracy))).toBeGreaterThanOrEqual(0.6);
    expect(mean(results.map(({ gap }) => gap))).toBeLessThan(0.1);
  });

  test.skipIf(!weather)("tweets by feeling about the weather: at least .55", { timeout: 60_000 }, async () => {
    const rows = jsonLines(join(weather ?? "", "items.jsonl")).filter((row) => typeof row.gold === "string");
    const all = rows.map((row) => ({ text: String(row.text), label: String(row.gold) }));
    const results = [];
    for (const seed of SEEDS) {
      const order = shuffled(all, randomSource(seed));
      results.push(await judge(order.slice(0, 600), order.slice(600), seed));
    }
    report("weather-sentiment", results);
    expect(mean(results.map(({ accuracy }) => accuracy))).toBeGreaterThanOrEqual(0.55);
    expect(mean(results.map(({ gap }) => gap))).toBeLessThan(0.1);
  });
});

/** Accuracy on `held`, and by how much the mean confidence differs from it. */
async function judge(pool: readonly Labelled[], held: readonly Labelled[], seed: number) {
  const classes = [...new Set(pool.map(({ label }) => label))].sort();
  const classOf = pool.map(({ label }) => classes.indexOf(label));
  const positions = Array.from({ length: LABELS }, (_, i) => i);
  const labels = labelsFor(classOf, positions, classes.length);
  const fitted = fitText({ texts: pool.map(({ text }) => text), classes, labels, seed });
  if (fitted.kind !== "model") throw new Error(fitted.reason);
  const suggester = await createSuggester(fitted.onnx);
  let hits = 0;
  let confidence = 0;
  for (const { text, label } of held) {
    const suggestion = await suggester.suggest({ kind: "text", text });
    if (classes[argMax(suggestion.probs)] === label) hits++;
    confidence += suggestion.confidence / held.length;
  }
  await suggester.close();
  const accuracy = hits / held.length;
  return { accuracy, gap: Math.abs(confidence - accuracy), accuracyCv: fitted.card.accuracyCv };
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function report(name: string, results: readonly { accuracy: number; gap: number; accuracyCv: number }[]): void {
  const line = results.map(
    (r) => `${r.accuracy.toFixed(3)} (cv ${r.accuracyCv.toFixed(3)}, off by ${r.gap.toFixed(3)})`,
  );
  console.info(`${name}, ${LABELS} labels: ${line.join("; ")}`);
}
