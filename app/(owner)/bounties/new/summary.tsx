"use client";

import { budget } from "@/lib/bounties/budget";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { FundStep } from "@/lib/client/fund-bounty";
import { Button } from "@/lib/ui/button";
import { DefinitionList } from "@/lib/ui/definition-list";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount } from "@/lib/ui/format-number";
import { Money } from "@/lib/ui/money";
import { Notice } from "@/lib/ui/notice";
import { Receipt, ReceiptTotal } from "@/lib/ui/receipt";
import { shorten } from "@/lib/ui/shorten";
import { Verdict, type VerdictKind } from "@/lib/ui/verdict";
import { type Draft, priceUnits } from "./draft";
import type { ImportReport } from "./upload";

export type OpenStep = "idle" | "publishing" | FundStep | "confirming" | "open";

type Props = {
  readonly draft: Draft;
  readonly report: ImportReport | null;
  readonly terms: ChainTerms;
  readonly address: string | null;
  readonly missing: readonly string[];
  readonly step: OpenStep;
  readonly published: boolean;
  readonly error: string | undefined;
  onOpen(): void;
};

/** Beside the form: what it will cost, what likely comes back, and the one button that moves tokens. */
export function Summary(props: Props) {
  const { draft, report, terms, address, missing, step, published, error, onOpen } = props;
  const price = priceUnits(draft, terms.token.decimals) ?? 0n;
  const items = report?.state === "accepted" ? report.accepted - report.gold : 0;
  const gold = report?.state === "accepted" ? report.gold : 0;
  const cost = budget({
    items,
    gold,
    overlap: draft.overlap,
    priceUnits: price,
    feeBps: terms.feeBps,
    betaBps: Math.round(Number(draft.baseSharePercent) * 100) || 0,
    goldBps: draft.goldPercent * 100,
  });
  const money = (base: bigint) => <Money base={base} token={terms.token} />;
  const [low, high] = cost.likelyUnits;
  const lock = `${formatAmount(cost.escrowUnits, terms.token.decimals)} ${terms.token.symbol}`;
  const busy = step !== "idle" && step !== "open";
  return (
    <div className="grid gap-4">
      <Receipt>
        <div>
          <strong>{draft.title.trim() || "New bounty"}</strong>
          <p className="text-sm text-ink-3">
            Single choice · {draft.labels.filter((label) => label.trim()).length} labels · {formatCount(items + gold)}{" "}
            items
          </p>
        </div>
        <DefinitionList
          units
          facts={[
            { term: "Answers, most", value: <span className="num">{formatCount(cost.answers)}</span> },
            {
              term: `at ${formatAmount(price, terms.token.decimals, { exact: true })} each`,
              value: money(price * BigInt(cost.answers)),
            },
            {
              key: "extras",
              term:
                gold > 0
                  ? `Gold and late answers, most ${formatCount(cost.extras)}`
                  : `Late answers, most ${formatCount(cost.extras)}`,
              value: money(price * BigInt(cost.extras)),
            },
            { key: "fee", term: `Fee, ${terms.feeBps / 100} % of what is paid`, value: money(cost.feeUnits) },
          ]}
        />
        <ReceiptTotal label="You lock" amount={<Money base={cost.escrowUnits} token={terms.token} gold />} />
        <DefinitionList
          units
          facts={[
            { term: "Likely spent, least", value: money(low) },
            { term: "Likely spent, most", value: money(high) },
            { term: "Back to you, at least", value: money(cost.escrowUnits > high ? cost.escrowUnits - high : 0n) },
          ]}
        />
        <Steps terms={terms} step={step} published={published} />
        <div className="grid gap-2">
          <Button
            kind="gold"
            size="large"
            wide
            disabled={address !== null && missing.length > 0}
            busy={busy}
            busyLabel={WORDS[step]}
            onClick={onOpen}
          >
            {address === null ? "Sign in to post it" : items === 0 ? "Lock and open" : `Lock ${lock} and open`}
          </Button>
          <p className="text-sm text-ink-3">
            {missing.length > 0 && address !== null ? (
              <>Still missing: {missing.join(" · ")}</>
            ) : (
              <>
                Moves <b>{lock}</b> from {address ? shorten(address) : "your wallet"} into the vault. What nobody earns
                comes back to you after the deadline.
              </>
            )}
          </p>
        </div>
      </Receipt>
      {error && (
        <Notice kind="fail" title={error} urgent>
          {published
            ? "The terms are published; no tokens were locked. Press the button again when you are ready."
            : "Nothing was published and no tokens moved."}
        </Notice>
      )}
    </div>
  );
}

const WORDS: Readonly<Record<OpenStep, string>> = {
  idle: "",
  publishing: "Publishing the terms",
  checking: "Checking your balance",
  permit: "Sign the permit in your wallet",
  approving: "Approve in your wallet",
  funding: "Confirm in your wallet",
  mining: "Waiting for the block",
  confirming: "Opening",
  open: "Open",
};

const ORDER: readonly OpenStep[] = ["publishing", "permit", "funding", "mining", "open"];

function Steps({
  terms,
  step,
  published,
}: {
  readonly terms: ChainTerms;
  readonly step: OpenStep;
  readonly published: boolean;
}) {
  const rows: readonly [OpenStep, string, string][] = [
    ["publishing", "Terms published", "frozen, hashed"],
    [
      "permit",
      terms.token.permit ? "Sign the permit" : "Approve the vault",
      terms.token.permit ? "no gas" : "one transaction",
    ],
    ["funding", "Fund the vault", "one transaction"],
  ];
  const at = ORDER.indexOf(
    step === "approving" ? "permit" : step === "confirming" ? "open" : step === "checking" ? "permit" : step,
  );
  const kindOf = (row: OpenStep): VerdictKind => {
    const place = ORDER.indexOf(row);
    if (place < at || (row === "publishing" && published)) return "pass";
    return place === at ? "working" : "wait";
  };
  return (
    <ul className="grid gap-2">
      {rows.map(([row, words, note]) => (
        <li key={row} className="flex justify-between">
          <Verdict kind={kindOf(row)}>{words}</Verdict>
          <span className="text-sm text-ink-3">{note}</span>
        </li>
      ))}
    </ul>
  );
}
