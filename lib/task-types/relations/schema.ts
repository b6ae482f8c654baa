import { z } from "zod";
import { labelList, labelOf, Question } from "../asked";
import { textContent } from "../content";
import { type Interval, isOrderly } from "../interval-votes";
import { offsetsOf } from "../text-offsets";

const MAX_TEXT = 200_000;
export const MAX_SPANS = 2_000;
export const MAX_RELATIONS = 500;

export const RelationsConfig = z
  .object({
    question: Question,
    /** The spans are in the data; else they are marked first, by who relates them. */
    given: z.boolean().default(false),
    /** What people call the spans they mark; given ones are called as they are. */
    things: labelList(0, ""),
    /** What a relation from one span to another is called. */
    labels: labelList(1, "relations need at least one label"),
    /** Whether marked spans of different labels may overlap. Given ones always may. */
    overlap: z.boolean().default(false),
  })
  .refine(({ given, things }) => given || things.length > 0, {
    error: "spans need at least one label, unless they come with the data",
    path: ["things"],
  });
export type RelationsConfig = z.infer<typeof RelationsConfig>;

/**
 * Places are Unicode code points, half-open, in the one order of `intervalOrder`. Rows may be read before it is settled whether
 * their spans are asked for, so that they are kept either way.
 */
export type RelationsPayload = {
  readonly kind: "text";
  readonly text: string;
  readonly spans?: readonly Interval[] | undefined;
};

/** From one span to another, each by its place among the spans of the answer. */
export type Relation = { readonly label: string; readonly from: number; readonly to: number };

/** An answer says of which spans it speaks, so that it means something by itself; given spans stand in it as they were given. */
export type RelationsAnswer = { readonly spans: readonly Interval[]; readonly relations: readonly Relation[] };

/** The one order of relations: by head, then tail, then label (UTF-16 code units). */
export const relationOrder = (a: Relation, b: Relation): number =>
  a.from - b.from || a.to - b.to || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);

/** The spans that an item gives to relate; none where people mark them. */
export const givenSpans = ({ given }: RelationsConfig, { spans }: RelationsPayload): readonly Interval[] =>
  given ? (spans ?? []) : [];

/** What spans may be called here: as the config says, or as those that are given are. */
export const thingsOf = (config: RelationsConfig, payload: RelationsPayload): readonly string[] =>
  config.given ? [...new Set(givenSpans(config, payload).map(({ label }) => label))].sort() : config.things;

export function relationsPayload({ given }: RelationsConfig): z.ZodType<RelationsPayload> {
  const spans = spanList(z.string().min(1, "a label is empty").max(80, "a label is longer than 80 characters"), true);
  const content = textContent(MAX_TEXT).extend({ spans: given ? spans : spans.optional() });
  return content.superRefine(({ text, spans: list }, context) => {
    const { length } = offsetsOf(text);
    const beyond = list?.findIndex(({ end }) => end > length) ?? -1;
    if (beyond >= 0)
      context.addIssue({
        code: "custom",
        path: ["spans", beyond, "end"],
        message: `the text ends at ${length} (places are Unicode characters)`,
      });
  });
}

export function relationsAnswer(config: RelationsConfig, payload: RelationsPayload): z.ZodType<RelationsAnswer> {
  const { labels, overlap } = config;
  const { length } = offsetsOf(payload.text);
  const relation = z.strictObject({ label: labelOf(labels), from: z.int().min(0), to: z.int().min(0) });
  const given = config.given ? JSON.stringify(givenSpans(config, payload).map(spelled)) : undefined;
  return z
    .strictObject({
      spans: spanList(labelOf(thingsOf(config, payload)), config.given || overlap)
        .refine((spans) => spans.every(({ end }) => end <= length), "a span ends behind the text")
        .refine((spans) => given === undefined || JSON.stringify(spans.map(spelled)) === given, {
          error: "the spans are not those that the item gives",
        }),
      relations: z
        .array(relation)
        .max(MAX_RELATIONS, `at most ${MAX_RELATIONS} relations`)
        .refine((list) => list.every((one, i) => i === 0 || relationOrder(list[i - 1] ?? one, one) < 0), {
          error: "relations are not in order, or one stands there twice",
        }),
    })
    .refine(({ spans, relations }) => relations.every(({ from, to }) => Math.max(from, to) < spans.length), {
      error: "a relation names a span that is not there",
      path: ["relations"],
    })
    .refine(({ relations }) => relations.every(({ from, to }) => from !== to), {
      error: "a relation leads from a span to itself",
      path: ["relations"],
    });
}

const spelled = ({ label, start, end }: Interval) => [label, start, end];

function spanList(label: z.ZodType<string>, overlap: boolean) {
  const span = z
    .strictObject({ label, start: z.int().min(0), end: z.int().min(0) })
    .refine(({ start, end }) => start < end, "a span is empty");
  return z
    .array(span)
    .max(MAX_SPANS, `at most ${MAX_SPANS} spans`)
    .refine((spans) => isOrderly(spans, overlap), {
      error: overlap ? "spans of one label overlap, or are not in order" : "spans overlap, or are not in order",
    });
}
