/**
 * Files for TRL's trainers. Columns and their meaning: TRL documentation, "Dataset formats and types"
 * (https://huggingface.co/docs/trl/dataset_formats): preference, unpaired preference, prompt-completion, stepwise supervision.
 */
import { z } from "zod";
import { EXTRAS } from "../extras";
import { defineFormat, type Writing } from "../format";
import type { DatasetRow } from "../row";
import { lines, NO_ANSWER } from "./lines";
import { asMessages, orderedPairs, trainerLine } from "./preferences";

const STYLE = z.enum(["standard", "conversational"]).default("standard");
const COMMON = {
  leavesOut: "who made the texts",
  carries: EXTRAS,
  carriesByDefault: [],
  extension: "jsonl",
  mediaType: "application/x-ndjson",
  shape: "file",
} as const;

export const dpo = defineFormat({
  ...COMMON,
  id: "trl-dpo",
  title: "TRL preference (DPO)",
  use: "DPOTrainer, RewardTrainer: prompt, chosen, rejected",
  reads: ["preference"],
  options: z.object({
    style: STYLE,
    /** Of a ranking: the best over the worst, or every pair in order. */
    pairs: z.enum(["all", "ends"]).default("all"),
  }),
  file: (writing, part, { style, pairs }) =>
    lines(writing, part, (row) => {
      const reading = preferenceOf(writing, row);
      if (!reading) return "";
      if (reading.allBad) return lost(writing, "items where all texts are bad left out: none is to be chosen");
      const found = orderedPairs(reading);
      if (found.length === 0) return lost(writing, "ties left out: neither is to be chosen");
      const kept = pairs === "all" ? found : found.slice(reading.texts.length - 2, reading.texts.length - 1);
      return kept
        .map(({ chosen, rejected }) =>
          trainerLine(writing, row, {
            prompt: asMessages(style, "user", reading.prompt),
            chosen: asMessages(style, "assistant", chosen),
            rejected: asMessages(style, "assistant", rejected),
          }),
        )
        .join("");
    }),
});

export const kto = defineFormat({
  ...COMMON,
  id: "trl-kto",
  title: "TRL unpaired preference (KTO)",
  use: "KTOTrainer: prompt, completion, label",
  reads: ["preference"],
  options: z.object({ style: STYLE }),
  file: (writing, part, { style }) =>
    lines(writing, part, (row) => {
      const reading = preferenceOf(writing, row);
      if (!reading) return "";
      const places = new Set(reading.texts.map(({ place }) => place));
      if (!reading.allBad && places.size === 1) return lost(writing, "ties left out: neither is good or bad by itself");
      const best = Math.min(...places);
      const worst = Math.max(...places);
      const kept = reading.texts.filter(({ place }) => reading.allBad || place === best || place === worst);
      writing.lose("texts in the middle of a ranking left out", reading.texts.length - kept.length);
      return kept
        .map(({ text, place }) =>
          trainerLine(writing, row, {
            prompt: asMessages(style, "user", reading.prompt),
            completion: asMessages(style, "assistant", text),
            label: !reading.allBad && place === best,
          }),
        )
        .join("");
    }),
});

export const sft = defineFormat({
  ...COMMON,
  id: "trl-sft",
  title: "TRL prompt and completion (SFT)",
  use: "SFTTrainer: prompt, completion",
  reads: ["preference", "text"],
  options: z.object({ style: STYLE }),
  file: (writing, part, { style }) =>
    lines(writing, part, (row) => {
      const reading = writing.ontology.read(row);
      const pairs = reading === undefined ? [] : completions(writing, reading);
      if (reading === undefined) writing.lose(NO_ANSWER);
      return pairs
        .map(([prompt, completion]) =>
          trainerLine(writing, row, {
            prompt: asMessages(style, "user", prompt),
            completion: asMessages(style, "assistant", completion),
          }),
        )
        .join("");
    }),
});

export const stepwise = defineFormat({
  ...COMMON,
  id: "trl-stepwise",
  title: "TRL stepwise supervision (PRM)",
  use: "PRMTrainer: prompt, completions, labels",
  reads: ["steps"],
  options: z.object({
    /** A rating from which on a step is right; left out: above the middle of its scale. */
    right: z.coerce.number().int("right: a whole number").optional(),
  }),
  file: (writing, part, { right: bar }) =>
    lines(writing, part, (row) => {
      const reading = writing.ontology.readSteps(row);
      if (!reading) return lost(writing, NO_ANSWER);
      const { prompt, steps, unrated = 0 } = reading;
      writing.lose("messages that nobody rated stand before the step that follows them", unrated);
      const completions = steps.map(({ text }) => text);
      const labels = steps.map(({ right, rating }) =>
        bar === undefined || rating === undefined ? right : rating >= bar,
      );
      return trainerLine(writing, row, { prompt, completions, labels });
    }),
});

type Read = NonNullable<ReturnType<Writing["ontology"]["read"]>>;

function preferenceOf(writing: Writing, row: DatasetRow): Extract<Read, { kind: "preference" }> | undefined {
  const reading = writing.ontology.read(row);
  if (reading?.kind === "preference") return reading;
  writing.lose(NO_ANSWER);
  return undefined;
}

function completions(writing: Writing, reading: Read): [prompt: string, completion: string][] {
  if (reading.kind === "text") {
    if (reading.prompt !== undefined) return [[reading.prompt, reading.text]];
    writing.lose("items that are no text left out: there is no prompt");
    return [];
  }
  if (reading.kind !== "preference") return [];
  const best = reading.texts.filter(({ place }) => place === 0);
  if (!reading.allBad && best.length < reading.texts.length) return best.map(({ text }) => [reading.prompt, text]);
  writing.lose(reading.allBad ? "items where all texts are bad left out" : "ties left out: there is no best");
  return [];
}

function lost(writing: Writing, what: string): "" {
  writing.lose(what);
  return "";
}
