/** A labeled stretch start ≤ x < end of a line. */
type Stretch = { readonly label: string; readonly start: number; readonly end: number };

/** A thing marked on an image, whole pixels of the original, half-open box. */
export type MarkedShape = {
  readonly label: string;
  readonly box: readonly [x1: number, y1: number, x2: number, y2: number];
  /** A closed outline, its last corner joined to its first. */
  readonly outline?: readonly (readonly [x: number, y: number])[];
  /** Named points with visibility 2, 1 or 0 as in COCO, in the order of `Names.points`. */
  readonly points?: readonly (readonly [x: number, y: number, visibility: number])[];
};

/** A text that was compared with others, and its place: 0 the best. */
export type PlacedText = { readonly by: string; readonly text: string; readonly place: number };

/**
 * What one answer says about one item, in the shapes that file formats of the trade know. Formats are written over these,
 * never over the answers of one task type: a new type has every format whose shape it speaks.
 */
export type Reading =
  | { readonly kind: "labels"; readonly labels: readonly string[] }
  | {
      readonly kind: "boxes" | "polygons" | "keypoints";
      readonly width: number;
      readonly height: number;
      readonly shapes: readonly MarkedShape[];
    }
  /** Places are Unicode code points of `text`; relations lead from one of the spans to another, by their places in the list. */
  | {
      readonly kind: "spans";
      readonly text: string;
      readonly spans: readonly Stretch[];
      readonly relations?: readonly { readonly label: string; readonly from: number; readonly to: number }[];
    }
  /** Places are milliseconds. */
  | { readonly kind: "segments"; readonly lengthMs: number; readonly segments: readonly Stretch[] }
  /** Free text: the prompt it answers, or the length of the recording it writes down. */
  | { readonly kind: "text"; readonly text: string; readonly prompt?: string; readonly lengthMs?: number }
  /** `allBad`: none of them will do, whatever their places. */
  | {
      readonly kind: "preference";
      readonly prompt: string;
      readonly texts: readonly PlacedText[];
      readonly allBad: boolean;
    }
  | {
      readonly kind: "ratings";
      readonly text?: string;
      readonly ratings: readonly number[];
      readonly lowest: number;
      readonly highest: number;
    }
  | Steps;

/** A solution step by step, each step right or wrong; `rating` where people gave a number instead of a yes or no. */
export type Steps = {
  readonly kind: "steps";
  readonly prompt: string;
  readonly steps: readonly { readonly text: string; readonly right: boolean; readonly rating?: number }[];
  /** How many messages that nobody rated stand before the step that follows them. */
  readonly unrated?: number;
};

export type ReadingKind = Reading["kind"];

/** What a config names: labels in its order, and for figures the names of their points and the bones between these. */
export type Names = {
  readonly labels: readonly string[];
  readonly points?: readonly string[];
  readonly bones?: readonly (readonly [string, string])[];
};

/** How a task type's answers are read. Methods, so that the list of types needs no `any`. */
export interface Reader<Config, Payload, Answer> {
  readonly kind: ReadingKind;
  names(config: Config): Names;
  read(answer: Answer, payload: Payload, config: Config): Reading;
  /** The same answers as steps, where they may be read so too. */
  readSteps?(answer: Answer, payload: Payload, config: Config): Steps;
}
