import { describe, expect, test } from "vitest";
import type { ItemNo } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { fitTemperature } from "@/lib/prelabel/calibrate";
import { fitText } from "@/lib/prelabel/fit";
import { softmax } from "@/lib/prelabel/head";
import { beatsBaseline, modelCard } from "@/lib/prelabel/model-card";
import { randomSource } from "@/lib/prelabel/random-source";
import { trainingLabels } from "@/lib/prelabel/training-labels";
import { labelsFor, WRITTEN_CLASSES, writtenTexts } from "./crowds";

const written = writtenTexts(90);
const texts = written.map(({ text }) => text);
const classOf = written.map(({ classIndex }) => classIndex);
const first = (count: number) => Array.from({ length: count }, (_, i) => i);
const task = { texts, classes: WRITTEN_CLASSES, seed: 7 };

describe("fitting a text model", () => {
  test("default: a model, its hash and an honest card", () => {
    const fitted = fitText({ ...task, labels: labelsFor(classOf, first(30), 3) });
    if (fitted.kind !== "model") throw new Error(`no model: ${fitted.reason}`);
    expect(fitted.sha256).toBe(sha256Hex(fitted.onnx));
    expect(modelCard.parse(fitted.card)).toMatchObject({ kind: "text", items: 90, labelled: 30, baseline: 1 / 3 });
    expect(fitted.card.createdFrom.labels).toBe("accepted-consensus");
    expect(fitted.card.accuracyCv).toBeGreaterThan(0.6);
    expect(beatsBaseline(fitted.card)).toBe(true);
  });

  test("behavior: the same seed gives the same file, another seed another one", () => {
    const labels = labelsFor(classOf, first(30), 3);
    const [a, b, c] = [7, 7, 8].map((seed) => fitText({ ...task, labels, seed })).map(nameOf);
    expect(a).toMatch(/^[0-9a-f]{64}$/);
    expect(b).toBe(a);
    expect(c).not.toBe(a);
  });

  test("behavior: labels of the crowd at random are no model worth showing", () => {
    const random = randomSource(3);
    const noise = classOf.map(() => (random() < 0.7 ? 0 : 1));
    const fitted = fitText({ ...task, labels: labelsFor(noise, first(90), 3) });
    expect(fitted.kind === "model" && fitted.card.accuracyCv).toBeLessThan(0.75);
  });

  test.each([
    ["no label", 0, { reason: "too-few-labels", labelled: 0, needed: 8 }],
    ["seven labels", 7, { reason: "too-few-labels", labelled: 7, needed: 8 }],
  ])("refusal: %s", (_, count, refusal) => {
    expect(fitText({ ...task, labels: labelsFor(classOf, first(count), 3) })).toEqual({ kind: "none", ...refusal });
  });

  test("refusal: one class only", () => {
    const only = first(90).filter((i) => classOf[i] === 0);
    expect(fitText({ ...task, labels: labelsFor(classOf, only, 3) })).toMatchObject({
      kind: "none",
      reason: "one-class",
    });
  });

  test("refusal: many classes want two labels each", () => {
    const classes = first(6).map((i) => `class ${i}`);
    const labels = labelsFor(
      texts.map((_, i) => i % 6),
      first(11),
      6,
    );
    expect(fitText({ ...task, classes, labels })).toEqual({
      kind: "none",
      reason: "too-few-labels",
      labelled: 11,
      needed: 12,
    });
  });

  test("behavior: fewer texts than directions still fit", () => {
    const labels = labelsFor(classOf, first(9), 3);
    const fitted = fitText({ ...task, texts: texts.slice(0, 9), labels });
    expect(fitted.kind === "model" && Number.isFinite(fitted.card.accuracyCv)).toBe(true);
  });

  test("behavior: equal and blank texts do not break the arithmetic", () => {
    const same = texts.map((_, i) => (i % 2 ? "same" : ""));
    const fitted = fitText({ ...task, texts: same, labels: labelsFor(classOf, first(40), 3) });
    expect(fitted.kind === "model" && Number.isFinite(fitted.card.temperature)).toBe(true);
  });
});

function nameOf(fitted: ReturnType<typeof fitText>): string {
  return fitted.kind === "model" ? fitted.sha256 : fitted.reason;
}

describe("what may be learned from", () => {
  const items = first(4).map((i) => ({ itemNo: (i + 10) as ItemNo, gold: i === 2 }));
  const consensus = [10, 11, 12, 99].map((itemNo) => ({ itemNo: itemNo as ItemNo, classIndex: 1 }));

  test("gold items teach nothing, even with a consensus of their own", () => {
    expect(trainingLabels(items, consensus, 3).map(({ index }) => index)).toEqual([0, 1]);
  });

  test("classes outside the list and unknown items fall away", () => {
    expect(trainingLabels(items, [{ itemNo: 10 as ItemNo, classIndex: 3 }], 3)).toEqual([]);
    expect(trainingLabels(items, [{ itemNo: 99 as ItemNo, classIndex: 0 }], 3)).toEqual([]);
  });

  test("a label cannot be written by hand", () => {
    // @ts-expect-error: only `trainingLabels` makes one
    const forged: Parameters<typeof fitText>[0]["labels"] = [{ index: 0, classIndex: 0 }];
    expect(forged).toHaveLength(1);
  });
});

describe("calibration", () => {
  test("the temperature brings exaggerated logits back to the truth", () => {
    const random = randomSource(5);
    const heldOut = first(4000).map(() => {
      const honest = Float32Array.from([random() * 3, random() * 3, random() * 3]);
      const probabilities = softmax(honest);
      const die = random();
      const truth = die < (probabilities[0] ?? 0) ? 0 : die < (probabilities[0] ?? 0) + (probabilities[1] ?? 0) ? 1 : 2;
      return { logits: honest.map((logit) => logit * 3), truth };
    });
    expect(fitTemperature(heldOut)).toBeGreaterThan(2.7);
    expect(fitTemperature(heldOut)).toBeLessThan(3.3);
  });

  test("a handful of lucky hits does not make it shout", () => {
    const lucky = first(8).map(() => ({ logits: Float32Array.from([1, 0]), truth: 0 }));
    expect(fitTemperature(lucky)).toBeGreaterThan(0.4);
  });
});
