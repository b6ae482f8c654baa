import { TroubleNotice } from "@/app/money/trouble-notice";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { CLAIMS_AT_ONCE } from "@/lib/client/claims-at-once";
import type { ClaimView, EarningView } from "@/lib/settlement/earnings";
import { BigAmount } from "@/lib/ui/big-amount";
import { Button } from "@/lib/ui/button";
import { DefinitionList } from "@/lib/ui/definition-list";
import { Dock } from "@/lib/ui/dock";
import { formatAmount } from "@/lib/ui/format-amount";
import { countOf } from "@/lib/ui/format-number";
import { relativeTime } from "@/lib/ui/format-time";
import { Link } from "@/lib/ui/link";
import { Money } from "@/lib/ui/money";
import { Notice } from "@/lib/ui/notice";
import { Says } from "@/lib/ui/says";
import { shorten } from "@/lib/ui/shorten";
import { ClaimSteps } from "./claim-steps";
import { OtherWays } from "./other-ways";
import { type Claiming, sumOf } from "./use-claim";

type Props = {
  readonly claims: readonly ClaimView[];
  /** Claims that the operator is sending now: not offered here. */
  readonly sending: number;
  readonly earned: readonly EarningView[];
  readonly claiming: Claiming;
  readonly terms: ChainTerms;
  readonly address: string;
  readonly nowMs: number;
  onClaim(): void;
  /** Waits on for the transaction that this failure is about. */
  onLook(error: Error): void;
  /** Called when claims went another way. */
  onElsewhere(): void;
};

/** The first batch of a claim, and each one more (contracts/README.md: gas). */
const GAS_FIRST = 76;
const GAS_MORE = 21;
const MOST_LINES = 5;

/** What can be claimed now and from which batches; one button for all of it, with the sentence that says what it does. */
export function ClaimPanel({
  claims,
  sending,
  earned,
  claiming,
  terms,
  address,
  nowMs,
  onClaim,
  onLook,
  onElsewhere,
}: Props) {
  const units = sumOf(claims);
  return (
    <section aria-label="Claim" className="grid items-end gap-x-12 gap-y-6 pb-8 lg:grid-cols-[minmax(0,1fr)_25rem]">
      <div className="self-start">
        <BigAmount label="Claimable now" base={units} token={terms.token} />
        {claims.length > 0 && (
          <DefinitionList
            units
            className="mt-3 max-w-[22.5rem]"
            facts={claims.slice(0, MOST_LINES).map((claim) => ({
              key: claim.batchId,
              term: <Link href={`/verify/${claim.batchId}`}>Batch {claim.header.batchId}</Link>,
              value: <Money base={claim.amountUnits} token={terms.token} />,
            }))}
          />
        )}
        {claims.length > MOST_LINES && (
          <p className="mt-2 text-sm text-ink-3">
            and {countOf(claims.length - MOST_LINES, "more batch", "more batches")}
          </p>
        )}
      </div>
      <div className="grid gap-4">
        {claiming.kind === "done" && (
          <Notice
            kind="pass"
            title={`${formatAmount(claiming.units, terms.token.decimals)} ${terms.token.symbol} claimed.`}
          >
            The tokens are in your wallet.
          </Notice>
        )}
        {claiming.kind === "failed" && (
          <>
            <TroubleNotice
              error={claiming.error}
              terms={terms}
              address={address}
              onAgain={onClaim}
              onLook={() => onLook(claiming.error)}
            />
            <Says>What you earned is safe in the vault: nobody else can take it, and there is no deadline.</Says>
          </>
        )}
        <ClaimSteps claiming={claiming} />
        {claims.length > 0 ? (
          <Dock>
            <Button
              kind="gold"
              size="large"
              wide
              busy={claiming.kind === "busy"}
              busyLabel={
                claiming.kind === "busy" && claiming.step.kind === "signing" ? "Look at your wallet" : "Claiming"
              }
              onClick={onClaim}
            >
              Claim {formatAmount(units, terms.token.decimals)} {terms.token.symbol}
            </Button>
            <div className="mt-2.5">
              <Says>
                Sends{" "}
                <strong>
                  {formatAmount(units, terms.token.decimals)} {terms.token.symbol}
                </strong>{" "}
                from {countOf(claims.length, "batch", "batches")} out of the vault{" "}
                <span className="num">{shorten(terms.vault)}</span> to{" "}
                <strong className="num">{shorten(address)}</strong> in{" "}
                {countOf(Math.ceil(claims.length / CLAIMS_AT_ONCE), "transaction")}. You pay the gas, about{" "}
                {GAS_FIRST + GAS_MORE * (claims.length - 1)} k. There is no deadline; nobody else can take it.
              </Says>
            </div>
            <OtherWays claims={claims} terms={terms} address={address} onDone={onElsewhere} />
          </Dock>
        ) : (
          claiming.kind !== "done" && (
            <Says>{sending > 0 ? sendingWords(sending) : waitingWords(earned, terms, nowMs)}</Says>
          )
        )}
      </div>
    </section>
  );
}

const sendingWords = (claims: number): string =>
  `The operator is sending ${countOf(claims, "claim")} for you. You can leave; it goes on without this page.`;

function waitingWords(earned: readonly EarningView[], { token }: ChainTerms, nowMs: number): string {
  const waiting = earned.filter(({ state }) => state === "in-challenge");
  const units = waiting.reduce((sum, { amountUnits }) => sum + BigInt(amountUnits), 0n);
  const firstS = Math.min(...waiting.flatMap(({ claimableAtS }) => (claimableAtS === null ? [] : [claimableAtS])));
  if (!Number.isFinite(firstS)) return "Nothing to claim now. When a bounty settles, its pay appears here.";
  const when = firstS * 1000 - nowMs > 1_000 ? relativeTime(firstS * 1000, nowMs) : "any moment";
  return `Nothing to claim yet. ${formatAmount(units, token.decimals)} ${token.symbol} in challenge can be claimed ${when}.`;
}
