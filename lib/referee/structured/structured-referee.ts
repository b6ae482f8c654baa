import { DEFAULT_BETA } from "../constants";
import type { Pay } from "../pay";
import { DEFAULT_PAY_RULE, PAY_RULES, type PayRuleName } from "../pay-rules";
import { creditAnswers, type StructuredCredit } from "./credit";
import { type AnswerSpace, checkStructured, type StructuredInput } from "./input";
import { payStructured } from "./pay";
import { findReliability, type Reliability } from "./reliability";
import { similarities } from "./similarity";
import { findVerdict, type Verdict } from "./verdict";
import { STRUCTURED_VERSION, STRUCTURED_VERSIONS, type StructuredVersion } from "./versions";

export type StructuredPolicy = {
  /** Price of one answer in base units of the token. */
  readonly unit: bigint;
  /** Base share of the pay, Q16; one half when left out. */
  readonly beta?: number | undefined;
  /** The rule by which credit becomes pay; `pmi-v1` when left out. */
  readonly payRule?: PayRuleName | undefined;
  /** The rule set that the bounty names; today's when left out. */
  readonly version?: StructuredVersion | undefined;
};

export type StructuredResult<Answer> = Verdict<Answer> &
  Omit<StructuredCredit, "agreement"> &
  Pay &
  Pick<Reliability, "mode" | "rounds" | "weight"> & {
    /** [answers] only for pay rules that ask for it. */
    readonly agreement?: Int32Array;
    /** [items + 1] the answers of item t are start[t] .. start[t + 1] - 1. */
    readonly start: Int32Array;
    /** [annotators] answers given. */
    readonly answers: Int32Array;
  };

/**
 * The referee of answers that are no classes (`STRUCTURED_VERSIONS`): from answers, and what their type says of their
 * distance and merge, to truth, credit and pay, in integers. The same input gives the same bits on every machine and in
 * every order of arrival, if `space` does. Throws a RangeError where the input is not canonical or out of bounds.
 */
export function structuredReferee<Answer>(
  input: StructuredInput<Answer>,
  space: AnswerSpace<Answer>,
  policy: StructuredPolicy,
): StructuredResult<Answer> {
  const index = checkStructured(input);
  const alike = similarities(input, index, space);
  const trust = findReliability(input, index, alike, space);
  const verdict = findVerdict(input, index, alike, trust, space);
  const { unit, beta = DEFAULT_BETA, payRule = DEFAULT_PAY_RULE, version = STRUCTURED_VERSION } = policy;
  const { discountsSuggestions } = STRUCTURED_VERSIONS[version];
  const credit = creditAnswers(discountsSuggestions ? input : { ...input, shown: undefined }, index, trust, space);
  const pay = payStructured(input, index, trust, credit, { beta, unit, payRule });
  const { agreement, ...found } = credit;
  const { mode, rounds, weight } = trust;
  const asked = PAY_RULES[payRule].needsAgreement ? { agreement } : {};
  return { ...verdict, ...found, ...asked, ...pay, mode, rounds, weight, start: index.start, answers: index.answers };
}
