import { PAY_RULE_NAMES, type PayRuleName } from "@/lib/referee/pay-rules";
import { KINDS, type KindName } from "./attackers";
import { playScenario, type RealCrowd, type RulePay } from "./scenario";

export type KindRow = {
  readonly crowd: string;
  readonly rule: PayRuleName;
  readonly kind: KindName;
  /** Means over the draws, rounded to thousandths. */
  readonly ofAnswers: number;
  readonly ofPay: number;
  readonly perAnswer: number;
};

export type RankRow = {
  readonly crowd: string;
  readonly rule: PayRuleName;
  /** The crowd with nobody injected but the honest kind, and with every kind at once. */
  readonly honest: number | null;
  readonly everybody: number | null;
};

export type Simulation = {
  readonly seed: number;
  readonly draws: number;
  readonly crowds: readonly {
    readonly name: string;
    readonly items: number;
    readonly annotators: number;
    readonly answers: number;
    readonly classes: number;
  }[];
  readonly kinds: Readonly<Record<string, string>>;
  /** One kind at a time. */
  readonly rows: readonly KindRow[];
  readonly ranks: readonly RankRow[];
};

const DRAWS = 3;
export const KIND_NAMES = Object.keys(KINDS) as readonly KindName[];

/** Every kind alone and all together in every crowd, `DRAWS` times with seeds that follow from `seed`. */
export function simulate(crowds: readonly RealCrowd[], seed: number): Simulation {
  return {
    seed,
    draws: DRAWS,
    crowds: crowds.map(({ name, votes }) => ({
      name,
      ...{ items: votes.items, annotators: votes.annotators, answers: votes.item.length, classes: votes.classes },
    })),
    kinds: Object.fromEntries(KIND_NAMES.map((kind) => [kind, KINDS[kind].words])),
    rows: crowds.flatMap((crowd) => KIND_NAMES.flatMap((kind) => kindRows(crowd, kind, plays(crowd, [kind], seed)))),
    ranks: crowds.flatMap((crowd) => rankRows(crowd, plays(crowd, ["honest"], seed), plays(crowd, KIND_NAMES, seed))),
  };
}

const plays = (crowd: RealCrowd, kinds: readonly KindName[], seed: number): RulePay[][] =>
  Array.from({ length: DRAWS }, (_, draw) => playScenario(crowd, kinds, seed * 1000 + draw));

function kindRows({ name }: RealCrowd, kind: KindName, played: readonly RulePay[][]): KindRow[] {
  return PAY_RULE_NAMES.map((rule) => {
    const found = played.flatMap((rules) => rules.filter((row) => row.rule === rule).flatMap(({ kinds }) => kinds));
    const mean = (of: (row: (typeof found)[number]) => number) =>
      thousandths(found.reduce((sum, row) => sum + of(row), 0) / found.length);
    return {
      ...{ crowd: name, rule, kind },
      ofAnswers: mean((row) => row.ofAnswers),
      ofPay: mean((row) => row.ofPay),
      perAnswer: mean((row) => row.perAnswer),
    };
  });
}

function rankRows({ name }: RealCrowd, honest: readonly RulePay[][], everybody: readonly RulePay[][]): RankRow[] {
  return PAY_RULE_NAMES.map((rule) => ({
    crowd: name,
    rule,
    honest: meanRank(honest, rule),
    everybody: meanRank(everybody, rule),
  }));
}

function meanRank(played: readonly RulePay[][], rule: PayRuleName): number | null {
  const found = played.flatMap((rules) =>
    rules.flatMap((row) => (row.rule === rule && row.spearman !== null ? [row.spearman] : [])),
  );
  return found.length === 0 ? null : thousandths(found.reduce((a, b) => a + b, 0) / found.length);
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;
