import type { Address } from "@/lib/kernel/ids";
import type { CategoricalAnswer, KnownFacts } from "./case";
import type { Categorical } from "./categorical";

/** Kinds of annotations, as stored. Spare answers came late to a full item: paid the base share, never counted. */
export const COUNTED = 0;
export const SPARE = 1;
export const GOLD = 2;

/** All annotations of a bounty as columns: position i of each list is the same annotation. */
export type AnswerColumns = {
  readonly itemNo: readonly number[];
  readonly annotatorNo: readonly number[];
  readonly kind: readonly number[];
  readonly leadMs: readonly number[];
  readonly atMs: readonly number[];
  /** The answer as JSON text. */
  readonly answer: readonly string[];
  /** What was on the screen, as JSON text {model, answer, confidenceQ16}; null when nothing was. */
  readonly shown: readonly (string | null)[];
};

/** Everything one sweep over a bounty reads. */
export type Sweep = {
  readonly answers: AnswerColumns;
  /** By item number: the public name, and the known answer of gold items. */
  readonly items: ReadonlyMap<number, { readonly hash: string; readonly gold: unknown }>;
  /** By item number: what was shown; left out where the task type compares nothing. */
  readonly payloads?: ReadonlyMap<number, unknown> | undefined;
  readonly annotators: ReadonlyMap<number, Address>;
  /** Model file's SHA-256 → item number → Q16 posterior. */
  readonly suggestions: ReadonlyMap<string, ReadonlyMap<number, readonly number[]>>;
  /** By item number: answers wanted, where they are not the bounty's overlap. */
  readonly wants?: ReadonlyMap<number, number> | undefined;
  /** Answers that were applied one by one when this was read; this holds all of them. */
  readonly applied?: number | undefined;
};

/** One annotation with its names resolved; `shown` is the class that the suggestion named. */
export type Reading = CategoricalAnswer & {
  readonly itemNo: number;
  readonly annotatorNo: number;
  readonly kind: number;
  readonly leadMs: number;
  readonly atMs: number;
  readonly shown: number | undefined;
};

export type Hearing = {
  /** Every annotation, spares too, in the order of the columns. */
  readonly readings: readonly Reading[];
  /** Those that count: counted and gold. */
  readonly counting: readonly Reading[];
  readonly facts: KnownFacts;
};

/** Names for numbers and classes for answers. Throws where a row names an item or annotator that the sweep lacks. */
export function hear(sweep: Sweep, types: Categorical): Hearing {
  const classOf = memo((text: string) => types.category(JSON.parse(text)));
  const shownOf = memo((text: string) => parseShown(text, types));
  const { answers } = sweep;
  const readings = answers.itemNo.map((itemNo, i): Reading => {
    const annotatorNo = at(answers.annotatorNo, i);
    const item = must(sweep.items.get(itemNo), `item ${itemNo}`);
    const annotator = must(sweep.annotators.get(annotatorNo), `annotator ${annotatorNo}`);
    const shownText = at(answers.shown, i);
    const shown = shownText === null ? undefined : shownOf(shownText);
    return {
      item: item.hash,
      annotator,
      category: classOf(at(answers.answer, i)),
      seen: shown && sweep.suggestions.get(shown.model)?.get(itemNo),
      itemNo,
      annotatorNo,
      kind: at(answers.kind, i),
      leadMs: at(answers.leadMs, i),
      atMs: at(answers.atMs, i),
      shown: shown?.category,
    };
  });
  return {
    readings,
    counting: readings.filter(({ kind }) => kind !== SPARE),
    facts: { gold: goldOf(sweep, types), wants: wantsOf(sweep) },
  };
}

/** Item's public name → answers wanted of it. */
function wantsOf({ items, wants }: Pick<Sweep, "items" | "wants">): Map<string, number> | undefined {
  return wants && new Map([...wants].map(([itemNo, want]) => [must(items.get(itemNo), `item ${itemNo}`).hash, want]));
}

/** Item's public name → the class that is known of it. */
function goldOf({ items }: Pick<Sweep, "items">, types: Categorical): Map<string, number> {
  const gold = new Map<string, number>();
  for (const { hash, gold: answer } of items.values()) {
    if (answer !== undefined && answer !== null) gold.set(hash, types.category(answer));
  }
  return gold;
}

function parseShown(text: string, types: Categorical): { model: string; category: number } {
  const { model, answer } = JSON.parse(text) as { model: string; answer: unknown };
  return { model, category: types.category(answer) };
}

/** A bounty has few distinct answers: each is parsed once. */
function memo<Value>(parse: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = parse(text);
    known.set(text, value);
    return value;
  };
}

function at<Value>(column: readonly Value[], i: number): Value {
  return must(column[i], `row ${i}`);
}

function must<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new RangeError(`sweep: no ${what}`);
  return value;
}
