/**
 * CoNLL-2003 as its shared task wrote it (https://aclanthology.org/W03-0419, section 3): one token a line in four columns
 * (word, part of speech, chunk, entity), an empty line behind every sentence, `-DOCSTART-` before every document. Entities
 * are BIO (IOB2), as most readers of today want it; the paper's files had IOB1. We know no parts of speech and no chunks: `_`.
 */
import { z } from "zod";
import type { Reading } from "@/lib/task-types/reading";
import { defineFormat, type Writing } from "../format";
import type { DatasetRow } from "../row";
import { lines, NO_ANSWER } from "./lines";
import { withoutOverlaps } from "./spans-apart";

export const conll2003 = defineFormat({
  id: "conll2003",
  title: "CoNLL-2003, BIO",
  use: "taggers: a token a line, B- and I- labels",
  reads: ["spans"],
  leavesOut: "spaces between tokens; spans that overlap or begin inside a token; relations",
  carries: [],
  carriesByDefault: [],
  options: z.object({ docstart: z.stringbool("docstart: true or false").default(true) }),
  extension: "conll",
  mediaType: "text/plain; charset=utf-8",
  shape: "file",
  file: (writing, part, { docstart }) =>
    lines(writing, part, (row) => documentOf(row, writing, docstart ? "-DOCSTART- -X- -X- O\n\n" : "")),
});

/** A word, a number, or one other sign. */
const TOKEN = /[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]/gu;
const SENTENCE_END = /^[.!?。！？]$/u;

type Spans = Extract<Reading, { kind: "spans" }>;
type Token = { readonly word: string; readonly start: number; readonly end: number; readonly after: string };

function documentOf(row: DatasetRow, writing: Writing, head: string): string {
  const reading = writing.ontology.read(row);
  if (reading?.kind !== "spans") {
    writing.lose(NO_ANSWER);
    return "";
  }
  writing.lose("relations left out", reading.relations?.length ?? 0);
  const tokens = tokensOf(reading.text);
  const tags = tagsOf(tokens, withoutOverlaps(reading.spans, writing), writing);
  let text = head;
  tokens.forEach(({ word, after }, i) => {
    text += `${word} _ _ ${tags[i]}\n`;
    // A sentence ends at its sign before a space, or at a new line; never inside an entity.
    const ends = (SENTENCE_END.test(word) && after !== "") || after.includes("\n");
    if (ends && !tags[i + 1]?.startsWith("I-") && i + 1 < tokens.length) text += "\n";
  });
  return `${text}\n`;
}

/** Tokens with their places in code points, and the space behind each. */
function tokensOf(text: string): Token[] {
  const found = [...text.matchAll(TOKEN)];
  let units = 0;
  let points = 0;
  const pointsUpTo = (index: number): number => {
    while (units < index) {
      units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
      points++;
    }
    return points;
  };
  return found.map((match, i) => {
    const [word] = match;
    const start = pointsUpTo(match.index);
    const end = pointsUpTo(match.index + word.length);
    return { word, start, end, after: text.slice(match.index + word.length, found[i + 1]?.index ?? text.length) };
  });
}

function tagsOf(tokens: readonly Token[], spans: Spans["spans"], { lose }: Writing): string[] {
  const tags = tokens.map(() => "O");
  for (const { label, start, end } of spans) {
    const inside = tokens.flatMap((token, i) => (token.start < end && start < token.end ? [i] : []));
    const [first] = inside;
    const last = inside.at(-1);
    if (first === undefined || last === undefined) {
      lose("spans of space alone dropped");
      continue;
    }
    if (inside.some((i) => tags[i] !== "O")) {
      lose("spans that share a token with another dropped");
      continue;
    }
    // A space at a span's border is no loss; half a token is.
    if ((tokens[first]?.start ?? start) < start || (tokens[last]?.end ?? end) > end)
      lose("spans widened to whole tokens");
    const name = label.replaceAll(/\s+/g, "_");
    for (const i of inside) tags[i] = `${i === first ? "B" : "I"}-${name}`;
  }
  return tags;
}
