"use client";

import { useTranslations } from "next-intl";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { DEFAULT_PAY_RULE, PAY_RULE_NAMES } from "@/lib/referee/pay-rules";
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

/** Step 4: what an answer pays, which share is safe, and until when. */
export function MoneyStep({ draft, terms, done, locked, errors, onChange }: Props) {
  const t = useTranslations("wizard");
  return (
    <Step number={4} title={t("money")} done={done}>
      <fieldset disabled={locked} className="grid gap-6">
        <div className="grid gap-6 md:grid-cols-3">
          <AmountInput
            label={t("price")}
            unit={terms.token.symbol}
            inputMode="decimal"
            value={draft.price}
            error={errors.price}
            hint={t("priceHint")}
            onChange={(event) => onChange({ price: event.target.value })}
          />
          <AmountInput
            label={t("base")}
            unit="%"
            inputMode="numeric"
            value={draft.baseSharePercent}
            error={errors.baseSharePercent}
            hint={t("baseHint")}
            onChange={(event) => onChange({ baseSharePercent: event.target.value })}
          />
          <TextInput
            label={t("until")}
            type="datetime-local"
            mono
            value={draft.openUntil}
            error={errors.openUntil}
            hint={t("untilHint")}
            onChange={(event) => onChange({ openUntil: event.target.value })}
          />
        </div>
        <Select
          label={t("restFollows")}
          value={draft.payRule ?? DEFAULT_PAY_RULE}
          options={PAY_RULE_NAMES.map((value) => ({ value, label: t(`rule-${value}`) }))}
          hint={t("restHint")}
          onChange={(event) => {
            const payRule = PAY_RULE_NAMES.find((name) => name === event.target.value);
            if (payRule) onChange({ payRule });
          }}
        />
        <p className="text-sm text-ink-3">
          {t.rich("paidIn", {
            symbol: terms.token.symbol,
            chain: terms.name,
            address: () => <Address address={terms.token.address} />,
          })}
        </p>
      </fieldset>
    </Step>
  );
}
