import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { BountyNo, ItemNo, Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { ModelCard } from "@/lib/prelabel/model-card";
import type { ItemPosterior, ModelItem, ModelTask, PrelabelDeps } from "@/lib/prelabel/ports";
import { posteriorQ16 } from "@/lib/prelabel/posterior-q16";
import { worthRefreshing } from "@/lib/prelabel/refresh-rule";
import { createSuggester } from "@/lib/prelabel/run-model";
import { refreshModel } from "@/lib/prelabel/service";
import { WRITTEN_CLASSES, writtenTexts } from "./crowds";

const bountyNo = 1n as BountyNo;
const written = writtenTexts(60);
const textItems: ModelItem[] = written.map(({ text }, i) => ({
  itemNo: i as ItemNo,
  gold: i >= 54,
  features: { kind: "text", text },
}));

/** Every port in a Map. */
function house(task: ModelTask | undefined, squares: ReadonlyMap<string, Uint8Array> = new Map()) {
  const files = new Map<Sha256, Uint8Array>();
  const versions: { sha256: Sha256; card: ModelCard; posteriors: readonly ItemPosterior[] }[] = [];
  const state = { task };
  const deps: PrelabelDeps = {
    bounties: { modelTask: async () => state.task },
    pictures: {
      square: async (asset) => squares.get(asset),
      encoder: async () => ({ name: "image-v1", file: readFileSync("models/image-v1.onnx") }),
    },
    files: {
      put: async (sha256, file) => {
        files.set(sha256, file);
      },
    },
    models: {
      newest: async () => versions.at(-1)?.card,
      publish: async (_, { sha256, card }, posteriors) => {
        if (versions.some((version) => version.sha256 === sha256)) return false;
        versions.push({ sha256, card, posteriors });
        return true;
      },
    },
  };
  return { deps, files, versions, state };
}

const consensusOf = (count: number, classOf: (i: number) => number = (i) => written[i]?.classIndex ?? 0) =>
  Array.from({ length: count }, (_, i) => ({ itemNo: i as ItemNo, classIndex: classOf(i) }));
const textTask = (labels: number): ModelTask => ({
  classes: WRITTEN_CLASSES,
  items: textItems,
  consensus: consensusOf(labels),
});

describe("refreshing a bounty's model", () => {
  test("default: publishes the file and its posterior for every item, gold too", async () => {
    const { deps, files, versions } = house(textTask(30));
    const outcome = await refreshModel(deps, { bountyNo });
    if (outcome.kind !== "published") throw new Error(outcome.reason);
    const file = files.get(outcome.sha256) ?? new Uint8Array();
    expect(sha256Hex(file)).toBe(outcome.sha256);
    expect(versions).toHaveLength(1);
    const posteriors = versions[0]?.posteriors ?? [];
    expect(posteriors.map(({ itemNo }) => itemNo)).toEqual(textItems.map(({ itemNo }) => itemNo));
    const suggester = await createSuggester(file);
    for (const [i, { q16 }] of posteriors.entries()) {
      expect(q16.every((cell) => Number.isInteger(cell) && cell >= 1)).toBe(true);
      expect(q16.reduce((a, b) => a + b, 0)).toBe(65_536);
      expect(q16).toEqual(
        posteriorQ16((await suggester.suggest({ kind: "text", text: written[i]?.text ?? "" })).probs),
      );
    }
    await suggester.close();
  });

  test("behavior: gold consensus changes nothing about the model", async () => {
    const honest = house(textTask(30));
    const leaky = house({ ...textTask(30), consensus: [...consensusOf(30), ...goldConsensus()] });
    const [a, b] = [await refreshModel(honest.deps, { bountyNo }), await refreshModel(leaky.deps, { bountyNo })];
    expect(a.kind).toBe("published");
    expect(b).toEqual(a);
  });

  test("behavior: runs again only when enough was learned, and twice does no harm", async () => {
    const { deps, versions, state } = house(textTask(20));
    expect((await refreshModel(deps, { bountyNo })).kind).toBe("published");
    state.task = textTask(27);
    expect(await refreshModel(deps, { bountyNo })).toEqual({ kind: "kept", reason: "few-new-labels" });
    state.task = textTask(28);
    const both = await Promise.all([refreshModel(deps, { bountyNo }), refreshModel(deps, { bountyNo })]);
    expect(both.map((outcome) => (outcome.kind === "kept" ? outcome.reason : outcome.kind)).sort()).toEqual([
      "published",
      "same-model",
    ]);
    expect(versions).toHaveLength(2);
  });

  test.each([
    ["no such task", undefined, "no-task"],
    ["too few labels", textTask(7), "few-new-labels"],
    ["ten labels of one class", { ...textTask(0), consensus: consensusOf(10, () => 2) }, "one-class"],
    [
      "labels that texts say nothing about",
      { ...textTask(0), consensus: consensusOf(40, (i) => +(i % 7 < 1)) },
      "no-gain",
    ],
  ])("refusal: %s", async (_, task, reason) => {
    const { deps, files, versions } = house(task);
    expect(await refreshModel(deps, { bountyNo })).toEqual({ kind: "kept", reason });
    expect([files.size, versions.length]).toEqual([0, 0]);
  });

  test("behavior: pictures; one that cannot be read is left out", { timeout: 30_000 }, async () => {
    const squares = new Map(Array.from({ length: 24 }, (_, i) => [`asset-${i}`, square(i)]));
    squares.delete("asset-3");
    const items: ModelItem[] = Array.from({ length: 24 }, (_, i) => ({
      itemNo: i as ItemNo,
      gold: false,
      features: { kind: "image", asset: `asset-${i}` as Sha256 },
    }));
    const { deps, versions } = house(
      { classes: ["dark", "light"], items, consensus: consensusOf(16, (i) => i % 2) },
      squares,
    );
    expect(await refreshModel(deps, { bountyNo })).toMatchObject({
      kind: "published",
      card: { kind: "image", labelled: 15 },
    });
    const posteriors = versions[0]?.posteriors ?? [];
    expect(posteriors).toHaveLength(23);
    const right = posteriors.filter(({ itemNo, q16 }) => (q16[itemNo % 2] ?? 0) > 32_768);
    expect(right).toHaveLength(23);
  });
});

test("a refresh is worth 8 new labels and 20 % more", () => {
  const cases = [
    [7, 0, false],
    [8, 0, true],
    [15, 8, false],
    [16, 8, true],
    [108, 100, false],
    [120, 100, true],
  ] as const;
  for (const [labelled, before, worth] of cases) expect(worthRefreshing(labelled, before)).toBe(worth);
});

test.each([
  [[0.5, 0.25, 0.25]],
  [[1, 0, 0, 0]],
  [[1 / 3, 1 / 3, 1 / 3]],
  [[Number.NaN, 0.2, 0.1]],
  [[0, 0]],
  [Array.from({ length: 64 }, (_, i) => i / 2016)],
])("Q16 posteriors sum to 65536, none is zero: case %#", (probabilities) => {
  const cells = posteriorQ16(probabilities);
  expect(cells.reduce((a, b) => a + b, 0)).toBe(65_536);
  expect(cells.every((cell) => Number.isInteger(cell) && cell >= 1)).toBe(true);
});

function goldConsensus() {
  return textItems.filter(({ gold }) => gold).map(({ itemNo }) => ({ itemNo, classIndex: 0 }));
}

/** Dark or light noise. */
function square(i: number): Uint8Array {
  return Uint8Array.from({ length: 3072 }, (_, at) => ((at * 37 + i * 101) % 90) + (i % 2 ? 150 : 10));
}
