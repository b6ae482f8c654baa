"use client";

import type { ChainTerms } from "@/lib/client/chain-terms";
import { Address } from "@/lib/ui/address";
import { AmountInput } from "@/lib/ui/amount-input";
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
        <p className="text-sm text-ink-3">
          Paid in {terms.token.symbol} on {terms.name}, token <Address address={terms.token.address} />
        </p>
      </fieldset>
    </Step>
  );
}
