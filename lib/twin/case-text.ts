import { z } from "zod";
import type { RefereeInput } from "@/lib/referee/input";
import { METHODS } from "@/lib/referee/method";
import { PAY_RULE_NAMES } from "@/lib/referee/pay-rules";
import type { RefereePolicy } from "@/lib/referee/referee";

export type RefereeCase = { readonly input: RefereeInput; readonly policy: RefereePolicy };

const cells = z.array(z.int32()).transform((numbers) => Int32Array.from(numbers));
const size = z.int().min(1);

const Case = z.strictObject({
  input: z.strictObject({
    ...{ item: cells, annotator: cells, label: cells, items: size, annotators: size, classes: size },
    ...{ gold: cells.optional(), prior: cells.optional(), gate: cells.optional(), seen: cells.optional() },
    ...{ suggestions: cells.optional(), cluster: cells.optional(), standing: cells.optional() },
  }),
  policy: z.strictObject({
    unit: z.string().regex(/^\d+$/).transform(BigInt),
    beta: z.int().optional(),
    tau: z.int().optional(),
    method: z.enum(METHODS).optional(),
    payRule: z.enum(PAY_RULE_NAMES).optional(),
  }),
});

/** A case of the referee as JSON text: lists of numbers, the price in decimal digits. */
export function caseText({ input, policy }: RefereeCase): string {
  const { item, annotator, label, items, annotators, classes, ...extras } = input;
  const { gold, prior, gate, seen, suggestions, cluster, standing } = extras;
  const lists = { item, annotator, label, gold, prior, gate, seen, suggestions, cluster, standing };
  const plain = Object.entries(lists).flatMap(([name, list]) => (list ? [[name, Array.from(list)]] : []));
  const { unit, beta, tau, method, payRule } = policy;
  return JSON.stringify({
    input: { ...Object.fromEntries(plain), items, annotators, classes },
    policy: { unit: unit.toString(), beta, tau, method, payRule },
  });
}

/** Reads what `caseText` wrote. Throws a ZodError or SyntaxError on other text. */
export function parseCase(text: string): RefereeCase {
  return Case.parse(JSON.parse(text));
}
