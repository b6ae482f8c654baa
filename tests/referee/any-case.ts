import fc from "fast-check";
import { sortVotes } from "@/lib/referee/canonical";
import { ONE } from "@/lib/referee/constants";
import type { RefereeInput } from "@/lib/referee/input";
import { METHODS } from "@/lib/referee/method";
import { dice } from "./crowd";

const MOST = { items: 30, annotators: 15, classes: 12 };

/** Any crowd that may come: 1 answer or many, each method, with and without gold, priors, suggestions, clusters, standings. */
export const anyCase = caseWithin(MOST);

/** Any crowd of at most so many items, annotators and classes. */
export function caseWithin(most: typeof MOST) {
  return fc
    .record({
      seed: fc.integer(),
      items: fc.integer({ min: 1, max: most.items }),
      annotators: fc.integer({ min: 1, max: most.annotators }),
      classes: fc.integer({ min: 2, max: most.classes }),
      density: fc.constantFrom(0.1, 0.5, 1),
      style: fc.constantFrom("honest", "constant", "tied", "random", "agreed"),
      extras: fc.record({ gold: fc.boolean(), prior: fc.boolean(), cluster: fc.boolean(), standing: fc.boolean() }),
      method: fc.constantFrom(...METHODS),
      beta: fc.integer({ min: 0, max: ONE }),
      tau: fc.integer({ min: 0, max: 1024 }),
      unit: fc.bigInt({ min: 0n, max: 10n ** 24n }),
    })
    .map(({ beta, tau, unit, method, ...shape }) => ({ input: caseOf(shape), policy: { beta, tau, unit, method } }));
}

type Shape = {
  readonly seed: number;
  readonly items: number;
  readonly annotators: number;
  readonly classes: number;
  readonly density: number;
  readonly style: string;
  readonly extras: {
    readonly gold: boolean;
    readonly prior: boolean;
    readonly cluster: boolean;
    readonly standing: boolean;
  };
};

function caseOf({ seed, items, annotators, classes, density, style, extras }: Shape): RefereeInput {
  const roll = dice(seed);
  const below = (n: number) => Math.floor(roll() * n);
  const answers: { t: number; w: number; l: number }[] = [];
  for (let t = 0; t < items; t++) {
    const truth = below(classes);
    for (let w = 0; w < annotators; w++) {
      if (answers.length > 0 && roll() >= density) continue;
      const honest = roll() < 0.75 ? truth : below(classes);
      const l = { honest, constant: 0, tied: w % classes, random: below(classes), agreed: truth }[style] ?? honest;
      answers.push({ t, w, l });
    }
  }
  const dense = (ids: number[]) => {
    const names = [...new Set(ids)].sort((a, b) => a - b);
    return { size: names.length, id: Int32Array.from(ids, (id) => names.indexOf(id)) };
  };
  const [t, w] = [dense(answers.map((a) => a.t)), dense(answers.map((a) => a.w))];
  const label = Int32Array.from(answers, (a) => a.l);
  const sizes = { items: t.size, annotators: w.size, classes };
  const votes = sortVotes({ item: t.id, annotator: w.id, label, ...sizes });
  const rows = (n: number) => Int32Array.from({ length: n * classes }, () => below(Math.floor(ONE / classes) + 1));
  return {
    ...votes,
    ...(extras.gold && { gold: Int32Array.from({ length: t.size }, () => (roll() < 0.3 ? below(classes) : -1)) }),
    ...(extras.prior && {
      prior: rows(t.size),
      gate: Int32Array.from({ length: t.size }, () => below(2)),
      suggestions: rows(3),
      seen: votes.item.map(() => below(4) - 1),
    }),
    ...(extras.cluster && { cluster: Int32Array.from({ length: w.size }, () => below(Math.ceil(w.size / 2))) }),
    ...(extras.standing && { standing: Int32Array.from({ length: w.size }, () => below(4001) - 2000) }),
  };
}
