"use client";

import type { ChainTerms } from "@/lib/client/chain-terms";
import { DEFAULT_PAY_RULE, PAY_RULE_NAMES, type PayRuleName } from "@/lib/referee/pay-rules";
import { Address } from "@/lib/ui/address";
import { AmountInput } from "@/lib/ui/amount-input";
import { Select } from "@/lib/ui/select";
import { Step } from "@/lib/ui/step";
import { TextInput } from "@/lib/ui/text-input";
import type { Draft } from "./draft";

type Props = {
  readonly draft: Draft;
  readonly terms: ChainTerms;
  readonly done: boolean;
  readonly locked: boolean;
  readonly errors: Readonly<Partial<Record<keyof Draft, string>>>;
  onChange(part: Partial<Draft>): void;
};

const WORDS: Readonly<Record<PayRuleName, string>> = {
  "pmi-v1": "what an answer tells about the label",
  "posterior-v1": "how far the others' answers confirm it",
  "flat-v1": "nothing: every answer is paid in full",
};

const RULES = PAY_RULE_NAMES.map((value) => ({ value, label: WORDS[value] }));

/** Step 4: what an answer pays, which share is safe, and until when. */
export function MoneyStep({ draft, terms, done, locked, errors, onChange }: Props) {
  return (
    <Step number={4} title="Money" done={done}>
      <fieldset disabled={locked} className="grid gap-6">
        <div className="grid gap-6 md:grid-cols-3">
          <AmountInput
            label="Price per answer"
            unit={terms.token.symbol}
            inputMode="decimal"
            value={draft.price}
            error={errors.price}
            hint="for an answer with a full score"
            onChange={(event) => onChange({ price: event.target.value })}
          />
          <AmountInput
            label="Base share"
            unit="%"
            inputMode="numeric"
            value={draft.baseSharePercent}
            error={errors.baseSharePercent}
            hint="paid for honest work; the rest follows the score"
            onChange={(event) => onChange({ baseSharePercent: event.target.value })}
          />
          <TextInput
            label="Open until"
            type="datetime-local"
            mono
            value={draft.openUntil}
            error={errors.openUntil}
            hint="your local time"
            onChange={(event) => onChange({ openUntil: event.target.value })}
          />
        </div>
        <Select
          label="What the rest follows"
          value={draft.payRule ?? DEFAULT_PAY_RULE}
          options={RULES}
          hint="only the first pays next to nothing for guessing, for one label always, and for repeating suggestions"
          onChange={(event) => {
            const payRule = PAY_RULE_NAMES.find((name) => name === event.target.value);
            if (payRule) onChange({ payRule });
          }}
        />
        <p className="text-sm text-ink-3">
          Paid in {terms.token.symbol} on {terms.name}, token <Address address={terms.token.address} />
        </p>
      </fieldset>
    </Step>
  );
}
