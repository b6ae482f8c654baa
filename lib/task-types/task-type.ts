import type { ReactNode } from "react";
import type { z } from "zod";
import type { Comparison } from "@/lib/referee/structured/comparisons";
import type { FormPart } from "./form-part";
import type { Reader } from "./reading";

export type Scalar = string | number | boolean | null;

/** What the item's drawing is given. */
export type ItemProps<Config, Payload> = {
  readonly config: Config;
  readonly payload: Payload;
  /** What stands first hangs on it (see `seat.ts`): 0 where nobody judges. */
  readonly seat: number;
  /** Turns an asset's SHA-256 into a URL the browser can show. */
  assetUrl(sha256: string): string;
};

/** An answer in the making, which the item's drawing and the controls share; the bench keeps it until it is given. */
export type WorkProps<Work> = {
  /** Undefined until something was done. JSON, so that it can be kept. */
  readonly work: Work | undefined;
  onWork(change: (before: Work | undefined) => Work): void;
  readonly readOnly: boolean;
  /** Whether keys of the whole page answer (the bench) or only the controls themselves (a preview). */
  readonly hotkeys: boolean;
};

/** What the controls are given. They fetch nothing and do not know who is looking. */
export type AnswerProps<Config, Payload, Answer, Work = unknown> = ItemProps<Config, Payload> &
  WorkProps<Work> & {
    /** Gives the answer: on the bench the next item comes. */
    onAnswer(answer: Answer): void;
    /** The answer that was given, where it stays in sight (a preview). */
    readonly given: Answer | undefined;
    /** What the model proposes, drawn as a ghost; undefined on the blind slice, without a model, or when turned off. */
    readonly suggestion: { readonly answer: Answer; readonly confidence: number } | undefined;
  };

/** A word of the task type in the language of the page, by its name in the type's `words` folder. */
export type Say = (name: string, values?: Readonly<Record<string, string | number>>) => string;

/** Keys and what they do, for the list of all keys. */
export type KeyWords = readonly [keys: readonly string[], words: string];

/**
 * The browser's half of a task type: how an item looks, and the controls that answer it. Methods, so that a renderer
 * too may be held open (see `AnyTaskType`).
 */
export type Renderer<Config, Payload, Answer, Work = unknown> = {
  /** From which side an item's eyes look at it (`seatOf`): of types whose drawing hangs on that. Left out: 0 for everybody. */
  seat?(itemHash: string, address: string): number;
  question(config: Config): string;
  /** Long texts and images are set smaller, from the top. */
  long(payload: Payload): boolean;
  /** The item is worked on where it is drawn, and takes all the room. */
  readonly stage?: boolean;
  /** Nothing of its own is kept from one item to the next: the elements stay, and only what they say changes. */
  readonly steady?: boolean;
  /** What the keys of this type do, beside those of the bench. */
  keys(config: Config, say: Say): readonly KeyWords[];
  Item(props: ItemProps<Config, Payload> & WorkProps<Work>): ReactNode;
  Answer(props: AnswerProps<Config, Payload, Answer, Work>): ReactNode;
  /** One short line that names an answer: in the trail, in lists. */
  brief(answer: Answer, say: Say): string;
};

/** An answer and the integer weight (Q16) of who gave it. */
export type Weighted<Answer> = { readonly answer: Answer; readonly weightQ16: number };

/** What of somebody's shapes is in their item's label. */
export type ShapesInCommon = {
  readonly mine: number;
  readonly label: number;
  /** Pairs of one shape of each that are the same thing. */
  readonly found: number;
  /** Mean overlap of these pairs, whole per cent; 0 without any. */
  readonly overlapPercent: number;
};

/** Who was on which side, and which was preferred. */
export type Preference = Omit<Comparison, "annotator">;

/** Named tensors, as onnxruntime-web returns them. */
export type ModelOutput = Readonly<
  Record<string, { readonly data: ArrayLike<number>; readonly dims: readonly number[] }>
>;

/** How imported rows become payloads: which columns a table needs, and what one row amounts to. */
export type RowReader<Payload> = {
  /** Column names looked for, first match wins: `["text", "content", "sentence"]`. */
  readonly columns: readonly string[];
  /** A cell as an owner would write it, where not any text is one. */
  readonly sample?: string;
  /** What the cell amounts to; `payload()` still has to find it lawful. */
  read(cell: string): Payload;
};

/**
 * Everything the house knows about one kind of labeling work.
 *
 * Members are methods, so that a `TaskType<ChoiceConfig, …>` is also an `AnyTaskType`: the stages
 * carry answers as `unknown` and never look inside one. What an answer means is decided here alone.
 */
export interface TaskType<Config, Payload, Answer> {
  /** Stored with every bounty: never renamed, never reused. */
  readonly id: string;
  /** Raised when a stored config or answer would no longer parse. */
  readonly version: number;
  readonly title: string;
  /** One sentence for the owner who chooses among the types. */
  readonly about: string;
  /** The question a form begins with. */
  readonly asks: string;
  /** Guidelines to begin with, Markdown. */
  readonly guide?: string;
  /** What the owner sets beside the question, in the order of the form; together they are the config. */
  readonly form: readonly FormPart[];
  config(): z.ZodType<Config>;
  payload(config: Config): z.ZodType<Payload>;
  answer(config: Config, payload: Payload): z.ZodType<Answer>;
  /** How a table row becomes a payload; absent where rows cannot. */
  readonly rows?: RowReader<Payload>;
  /** What an image file becomes; absent where images cannot be items. */
  fromImage?(image: {
    readonly asset: string;
    readonly width: number;
    readonly height: number;
    readonly name: string;
  }): Payload;
  /** What a recording becomes; absent where recordings cannot be items. */
  fromAudio?(sound: { readonly asset: string; readonly lengthMs: number; readonly name: string }): Payload;
  /** Assets (SHA-256) that a payload shows. */
  assets?(payload: Payload): readonly string[];
  /** What a pre-label model reads from a payload. */
  features?(
    payload: Payload,
  ): { readonly kind: "text"; readonly text: string } | { readonly kind: "image"; readonly asset: string };
  /** Categorical types: how many classes there are. */
  classes?(config: Config): number;
  /** Categorical types: class index of an answer, for the referee. */
  category?(answer: Answer, config: Config): number;
  /** Categorical types: the answer that a class index means. */
  fromCategory?(category: number, config: Config): Answer;
  /**
   * An answer written in one cell or key (gold columns, `labels` of a crowd log); undefined when it is none. Whether it
   * fits an item, `answer()` still says.
   */
  parseCell?(cell: string, config: Config): Answer | undefined;
  /** Its controls draw a model's suggestion (`AnswerProps.suggestion`): those that an import brings along are kept. */
  readonly suggestible?: true;
  /** Integer Q16: 0 = the same answer, 65536 = nothing in common. Symmetric. */
  distance(a: Answer, b: Answer, config: Config): number;
  /** The one answer these votes amount to. Left out: the weighted medoid by `distance`. */
  merge?(votes: readonly Weighted<Answer>[], config: Config): Answer;
  /** Types that mark several things: what of an answer is in its item's label, for who gave it. Left out: per cent by `distance`. */
  inCommon?(answer: Answer, label: Answer): ShapesInCommon;
  /** Types that compare two things with ids: what an answer from this seat says of which, so that they can be scored. */
  compared?(answer: Answer, payload: Payload, seat: number): Preference;
  /** A row for CSV and JSONL. The columns depend on the config, never on the answer. */
  toRow(answer: Answer, config: Config): Readonly<Record<string, Scalar>>;
  /** What an answer says in the shapes that file formats know (COCO, CoNLL, DPO …): every export of the trade hangs on it. */
  readonly reading?: Reader<Config, Payload, Answer>;
  /** A model's raw output as a draft; a suggestion, never a vote. */
  fromModel?(output: ModelOutput, config: Config, payload: Payload): Answer;
  /** Fixtures of the laws, the seed and the docs. */
  readonly examples: readonly Example<Config, Payload, Answer>[];
}

export type Example<Config, Payload, Answer> = {
  readonly config: Config;
  readonly payload: Payload;
  readonly answers: readonly [Answer, Answer, Answer];
};

export type AnyTaskType = TaskType<unknown, unknown, unknown>;

export const defineTaskType = <C, P, A>(taskType: TaskType<C, P, A>): TaskType<C, P, A> => taskType;
