import { strToU8 } from "fflate";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { IMPORTERS } from "@/lib/items/importers";
import type { Format, ItemDraft } from "@/lib/items/item";
import { Seen } from "@/lib/items/seen";
import { importedModel } from "@/lib/items/suggested";
import type { UploadNotes } from "@/lib/items/upload";
import { runUpload } from "@/lib/items/upload-run";
import type { BountyNo } from "@/lib/kernel/ids";
import { taskTypeOf } from "@/lib/task-types/registry";
import { memoryRooms } from "../bounties/rooms";
import { TASKS } from "./sample-files";

const CHOICE = { question: "How is it?", labels: ["good", "bad", "neither"] };

/** What an upload becomes, with what models propose. */
async function read(format: Format, bytes: Uint8Array, type = "choice", config: unknown = CHOICE) {
  const taskType = taskTypeOf(type);
  const notes: UploadNotes = { encoding: null, columns: null, leftOut: null };
  async function* body() {
    yield bytes;
  }
  const upload = { taskType, config, gold: undefined, bytes: body() };
  const drafts: ItemDraft[] = [];
  const run = await runUpload(
    { add: async (_, rows) => drafts.push(...rows) > -1 },
    { no: 1n, bountyNo: 1n as BountyNo, roomForRows: 100 },
    IMPORTERS[format].read(await memoryRooms(), upload, notes),
    { taskType, config, rowPrefix: "row-", seen: new Seen() },
  );
  return { ...run, notes, drafts, suggested: drafts.map(({ suggested }) => suggested) };
}

const theirs = (name: string, answer: unknown, confidenceQ16: number) => ({
  model: importedModel(name),
  name,
  answer,
  confidenceQ16,
});

describe("what a model of the owner's proposes comes with the data", () => {
  test("csv: columns prediction, confidence and model_version, in any case; empty cells propose nothing", async () => {
    const table =
      "Prediction,Text,CONFIDENCE,Model_Version,gold\ngood,a,0.75,tone-2,\n,b,,,bad\nbad,c,,,\ngood,d,1,,bad\n";
    const { suggested, drafts, gold } = await read("csv", strToU8(table));
    expect(suggested).toMatchObject([
      theirs("tone-2", "good", 49_152),
      undefined,
      theirs("imported", "bad", 32_768),
      theirs("imported", "good", 65_536),
    ]);
    expect(gold).toBe(2);
    expect(drafts.map((draft) => draft.gold)).toEqual([undefined, "bad", undefined, "bad"]);
    expect(drafts.map(({ payload }) => payload)).toEqual(["a", "b", "c", "d"].map((text) => ({ kind: "text", text })));
  });

  test("the posterior gives the class its confidence and all others the rest alike, and nothing is impossible", async () => {
    const { suggested } = await read("csv", strToU8("text,prediction,confidence\na,good,0.5\nb,bad,1\nc,neither,0\n"));
    expect(suggested.map((each) => each?.q16)).toEqual([
      [32_768, 16_384, 16_384],
      [1, 65_534, 1],
      [32_768, 32_767, 1],
    ]);
  });

  test("jsonl: in whichever rows have one, answers as values", async () => {
    const lines = [
      '{"text":"a"}',
      '{"text":"b","prediction":{"labels":["good","bad"]},"confidence":0.5,"model_version":"m"}',
    ];
    const config = { question: "Which?", labels: ["good", "bad"], none: true };
    const { suggested } = await read("jsonl", strToU8(lines.join("\n")), "multi-label", config);
    expect(suggested).toEqual([undefined, theirs("m", { labels: ["good", "bad"] }, 32_768)]);
  });

  test("parquet: columns of single values", async () => {
    const columnData = [
      { name: "text", data: ["a", "b"], type: "STRING" as const },
      { name: "prediction", data: ["good", "bad"], type: "STRING" as const },
      { name: "confidence", data: [0.25, 0.5], type: "DOUBLE" as const },
    ];
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData }));
    expect((await read("parquet", bytes)).suggested).toMatchObject([
      theirs("imported", "good", 16_384),
      theirs("imported", "bad", 32_768),
    ]);
  });

  test("label studio: the prediction with the highest score, under its model's name", async () => {
    const { suggested, gold } = await read("label-studio", strToU8(JSON.stringify(TASKS)));
    expect(suggested).toMatchObject([theirs("tone-2", "good", 49_152), undefined, undefined]);
    expect(gold).toBe(1);
  });

  test("pairs: the columns that speak of a proposal are no part of the item", async () => {
    const row = {
      prompt: "Why?",
      a: { by: "x", text: "1" },
      b: { by: "y", text: "2" },
      prediction: "a",
      confidence: 0.9,
    };
    const { drafts } = await read(
      "jsonl",
      strToU8(JSON.stringify(row)),
      "pairwise",
      taskTypeOf("pairwise").examples[0]?.config,
    );
    expect(drafts).toMatchObject([{ payload: { prompt: "Why?" }, suggested: { answer: "a" } }]);
    expect(drafts[0]?.payloadJson).not.toMatch(/prediction|confidence/);
  });
});

test("a proposal that does not fit is a bad row with its column, and the row is not taken", async () => {
  const rows = ["good,a,1.5", "ugly,b,0.5", "good,c,much", "good,d,-0.1", "good,e,NaN", "good,f,0.5"];
  const { accepted, errors } = await read("csv", strToU8(`prediction,text,confidence\n${rows.join("\n")}\n`));
  expect(accepted).toBe(1);
  expect(errors.map(({ line, at }) => [line, at])).toEqual([
    [2, "confidence"],
    [3, "prediction"],
    [4, "confidence"],
    [5, "confidence"],
    [6, "confidence"],
  ]);
  expect(errors[1]?.reason).toMatch(/"ugly" is not an answer/);
});

test("kinds of work whose controls show no suggestion leave them aside and say so", async () => {
  const config = taskTypeOf("spans").examples[0]?.config;
  const tasks = [{ id: 1, data: { text: "x" }, predictions: [{ result: [{ value: { choices: ["good"] } }] }] }];
  const { suggested, notes } = await read("label-studio", strToU8(JSON.stringify(tasks)), "spans", config);
  expect(suggested).toEqual([undefined]);
  expect(notes.leftOut).toMatch(/^1 predictions: this kind of work shows no suggestions/);
});

test("a model is called by its name, alike in every bounty", () => {
  expect(importedModel("tone-2")).toBe(importedModel("tone-2"));
  expect(importedModel("tone-2")).not.toBe(importedModel("tone-3"));
});
