import { useTranslations } from "next-intl";
import { TroubleNotice } from "@/app/money/trouble-notice";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { CLAIMS_AT_ONCE } from "@/lib/client/claims-at-once";
import type { ClaimView, EarningView } from "@/lib/settlement/earnings";
import { BigAmount } from "@/lib/ui/big-amount";
import { Button } from "@/lib/ui/button";
import { DefinitionList } from "@/lib/ui/definition-list";
import { Dock } from "@/lib/ui/dock";
import { formatAmount } from "@/lib/ui/format-amount";
import { Link } from "@/lib/ui/link";
import { Money } from "@/lib/ui/money";
import { Notice } from "@/lib/ui/notice";
import { Says } from "@/lib/ui/says";
import { shorten } from "@/lib/ui/shorten";
import type { TimeWords } from "@/lib/ui/time-words";
import { useTimeWords } from "@/lib/ui/use-time-words";
import { ClaimSteps } from "./claim-steps";
import type { EarningsTranslator } from "./earnings-translator";
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
  const t = useTranslations("earnings");
  const times = useTimeWords();
  const units = sumOf(claims);
  const amount = `${formatAmount(units, terms.token.decimals)} ${terms.token.symbol}`;
  return (
    <section
      aria-label={t("claim")}
      className="grid items-end gap-x-12 gap-y-6 pb-8 lg:grid-cols-[minmax(0,1fr)_25rem]"
    >
      <div className="self-start">
        <BigAmount label={t("claimableNow")} base={units} token={terms.token} />
        {claims.length > 0 && (
          <DefinitionList
            units
            className="mt-3 max-w-[22.5rem]"
            facts={claims.slice(0, MOST_LINES).map((claim) => ({
              key: claim.batchId,
              term: (
                <Link href={`/verify/${claim.batchId}`}>{t("batchNo", { number: String(claim.header.batchId) })}</Link>
              ),
              value: <Money base={claim.amountUnits} token={terms.token} />,
            }))}
          />
        )}
        {claims.length > MOST_LINES && (
          <p className="mt-2 text-sm text-ink-3">{t("moreBatches", { count: claims.length - MOST_LINES })}</p>
        )}
      </div>
      <div className="grid gap-4">
        {claiming.kind === "done" && (
          <Notice
            kind="pass"
            title={t("claimed", {
              amount: `${formatAmount(claiming.units, terms.token.decimals)} ${terms.token.symbol}`,
            })}
          >
            {t("inWallet")}
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
            <Says>{t("safeInVault")}</Says>
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
                claiming.kind === "busy" && claiming.step.kind === "signing" ? t("lookAtWallet") : t("claiming")
              }
              onClick={onClaim}
            >
              {t("claimAmount", { amount })}
            </Button>
            <div className="mt-2.5">
              <Says>
                {t.rich("claimSays", {
                  amount,
                  count: claims.length,
                  vault: shorten(terms.vault),
                  address: shorten(address),
                  txs: Math.ceil(claims.length / CLAIMS_AT_ONCE),
                  gas: GAS_FIRST + GAS_MORE * (claims.length - 1),
                  strong: (words) => <strong>{words}</strong>,
                  num: (words) => <span className="num">{words}</span>,
                  who: (words) => <strong className="num">{words}</strong>,
                })}
              </Says>
            </div>
            <OtherWays claims={claims} terms={terms} address={address} onDone={onElsewhere} />
          </Dock>
        ) : (
          claiming.kind !== "done" && (
            <Says>{sending > 0 ? t("sending", { count: sending }) : waitingWords(t, times, earned, terms, nowMs)}</Says>
          )
        )}
      </div>
    </section>
  );
}

function waitingWords(
  t: EarningsTranslator,
  times: TimeWords,
  earned: readonly EarningView[],
  { token }: ChainTerms,
  nowMs: number,
): string {
  const waiting = earned.filter(({ state }) => state === "in-challenge");
  const units = waiting.reduce((sum, { amountUnits }) => sum + BigInt(amountUnits), 0n);
  const firstS = Math.min(...waiting.flatMap(({ claimableAtS }) => (claimableAtS === null ? [] : [claimableAtS])));
  if (!Number.isFinite(firstS)) return t("nothingNow");
  const when = firstS * 1000 - nowMs > 1_000 ? times.relative(firstS * 1000, nowMs) : t("anyMoment");
  return t("nothingYet", { amount: `${formatAmount(units, token.decimals)} ${token.symbol}`, when });
}
