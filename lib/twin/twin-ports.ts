import type { Port } from "@/lib/onnx/graph-builder";
import type { Mode } from "@/lib/referee/finding";
import type { Method } from "@/lib/referee/method";

const int32 = (name: string, ...shape: string[]): Port => ({ name, element: "int32", shape });

/** What goes in, as `RefereeInput` and `RefereePolicy` name it. What is absent there is neutral here: see the model card. */
export const INPUTS = [
  int32("item", "votes"),
  int32("annotator", "votes"),
  int32("label", "votes"),
  int32("gold", "items"),
  int32("gate", "items"),
  int32("prior", "priors", "classes"),
  int32("seen", "votes"),
  int32("suggestions", "shown", "classes"),
  int32("cluster", "annotators"),
  int32("standing", "annotators"),
  int32("tau"),
  int32("beta"),
  int32("method"),
] as const;

/** What comes out, as `RefereeResult` names it; `mode` is an index of `MODES`. Amounts are left to big integers outside. */
export const OUTPUTS = [
  int32("posterior", "items", "classes"),
  int32("tempered", "items", "classes"),
  int32("entropy", "items"),
  int32("skill", "annotators", "classes"),
  int32("answers", "annotators"),
  int32("score", "votes"),
  int32("agreement", "votes"),
  int32("mean", "classes"),
  int32("information"),
  int32("scoreSum", "annotators"),
  int32("meanScore", "annotators"),
  int32("rho", "annotators"),
  int32("baseShare", "annotators"),
  int32("payShare", "annotators"),
  int32("rounds"),
  int32("mode"),
] as const;

/** `mode`, as the file numbers it. */
export const MODES = ["multi-coin", "one-coin", "majority", "dawid-skene"] as const satisfies readonly Mode[];

/** `method`, as the file numbers it. */
export const METHOD_NUMBERS = { "multi-coin": 0, "dawid-skene": 1, majority: 2 } as const satisfies Record<
  Method,
  number
>;
