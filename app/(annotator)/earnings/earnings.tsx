"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { earningsQuery } from "@/lib/client/queries";
import { useErrorWords } from "@/lib/client/use-error-words";
import { useHydrated } from "@/lib/client/use-hydrated";
import { useNow } from "@/lib/client/use-now";
import { WalletError } from "@/lib/client/wallet-port";
import type { EarningsView } from "@/lib/settlement/earnings";
import { Address } from "@/lib/ui/address";
import { ErrorState } from "@/lib/ui/error-state";
import { formatAmount } from "@/lib/ui/format-amount";
import { PageHead } from "@/lib/ui/page-head";
import { Section } from "@/lib/ui/section";
import { StatList } from "@/lib/ui/stat-list";
import { ClaimPanel } from "./claim-panel";
import { EarnedTable } from "./earned-table";
import type { EarningsTranslator } from "./earnings-translator";
import { GrowingTable } from "./growing-table";
import { NothingEarned } from "./newcomer";
import { RelayTable } from "./relay-table";
import { SigningKeys } from "./signing-keys";
import { useClaim } from "./use-claim";
import { useRelays } from "./use-relays";

type Props = {
  readonly first: EarningsView;
  readonly address: `0x${string}`;
  readonly terms: ChainTerms;
  readonly nowMs: number;
};

/** How soon to look again while something moves by itself, and while only one’s own work can change it. */
const MOVING_MS = 2_000;
const RESTING_MS = 20_000;

/** Totals, the claim, and each batch with its reasons. Looks again by itself while pay is on its way. */
export function Earnings({ first, address, terms, nowMs: serverNowMs }: Props) {
  const t = useTranslations("earnings");
  const say = useErrorWords();
  const nowMs = useNow(serverNowMs);
  const { claiming, claimed, claim, lookAgain } = useClaim(terms, address);
  const relays = useRelays(address);
  const query = useQuery({
    ...earningsQuery(address),
    initialData: first,
    refetchInterval: ({ state: { data } }) => (data && isMoving(data, claimed, relays.queued) ? MOVING_MS : RESTING_MS),
  });
  const hydrated = useHydrated();
  const view = asClaimed(hydrated ? query.data : first, claimed);
  const { earned, growing, totals } = view;
  // What the operator is sending need not be claimed a second time.
  const claimable = view.claimable.filter(({ batchId }) => !relays.queued.has(batchId));
  const nothing = earned.length === 0 && growing.length === 0;
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          <p className="text-sm text-ink-3">
            {t.rich("on", { name: terms.name, address: () => <Address address={address} /> })}
          </p>
        }
      />
      {query.isRefetchError && (
        <div className="mb-6">
          <ErrorState title={t("oldTitle")} onRetry={() => void query.refetch()}>
            {say(query.error)} {t("safe")}
          </ErrorState>
        </div>
      )}
      {nothing ? (
        <NothingEarned />
      ) : (
        <>
          <ClaimPanel
            claims={claimable}
            sending={relays.queued.size}
            earned={earned}
            claiming={claiming}
            terms={terms}
            address={address}
            nowMs={nowMs}
            onClaim={() => void claim(claimable)}
            onLook={(error) => {
              if (error instanceof WalletError && error.hash) void lookAgain(error.hash, claimable);
            }}
            onElsewhere={() => void Promise.all([query.refetch(), relays.refetch()])}
          />
          <StatList stats={totalStats(t, view, totals, terms)} />
          <RelayTable claims={relays.claims} earned={earned} token={terms.token} />
          {growing.length > 0 && (
            <Section title={t("growing")} note={t("growingNote")}>
              <GrowingTable rows={growing} token={terms.token} />
            </Section>
          )}
          {earned.length > 0 && (
            <Section title={t("byBounty")} note={t("byBountyNote")}>
              <EarnedTable rows={earned} token={terms.token} address={address} nowMs={nowMs} />
            </Section>
          )}
        </>
      )}
      <SigningKeys address={address} terms={terms} nowMs={nowMs} />
    </>
  );
}

/** What was claimed on this page counts as paid at once: the block is there, the server sees it a moment later. */
function asClaimed(view: EarningsView, claimed: ReadonlySet<string>): EarningsView {
  const early = view.earned.filter(({ state, batchId }) => state === "claimable" && claimed.has(batchId));
  if (early.length === 0) return view;
  const units = early.reduce((sum, { amountUnits }) => sum + BigInt(amountUnits), 0n);
  return {
    ...view,
    earned: view.earned.map((row) => (early.includes(row) ? { ...row, state: "paid" } : row)),
    claimable: view.claimable.filter(({ batchId }) => !claimed.has(batchId)),
    totals: {
      ...view.totals,
      claimable: (BigInt(view.totals.claimable) - units).toString(),
      paid: (BigInt(view.totals.paid) + units).toString(),
    },
  };
}

function totalStats(
  t: EarningsTranslator,
  { earned, growing }: EarningsView,
  totals: EarningsView["totals"],
  { token }: ChainTerms,
) {
  const batches = (states: readonly string[], said: "batches" | "batchesFunded" = "batches") => {
    const count = earned.filter(({ state }) => states.includes(state)).length;
    return count === 0 ? t("noBatch") : t(said, { count });
  };
  const answers = growing.reduce((sum, row) => sum + row.answers, 0);
  const low = growing.reduce((sum, { likelyUnits: [least] }) => sum + BigInt(least), 0n);
  const write = (units: string | bigint) => formatAmount(units, token.decimals);
  const unit = token.symbol;
  return [
    {
      label: t("growing"),
      icon: "growth" as const,
      value: write(totals.growing),
      unit,
      note: growing.length > 0 ? t("answersBase", { count: answers, amount: write(low) }) : t("noWork"),
    },
    {
      label: t("inChallenge"),
      icon: "clock" as const,
      value: write(totals.inChallenge),
      unit,
      note: batches(["in-challenge", "settling"]),
    },
    {
      label: t("claimable"),
      icon: "check" as const,
      value: write(totals.claimable),
      unit,
      gold: BigInt(totals.claimable) > 0n,
      note: batches(["claimable"], "batchesFunded"),
    },
    { label: t("paidToYou"), icon: "arrow" as const, value: write(totals.paid), unit, note: batches(["paid"]) },
  ];
}

function isMoving({ earned }: EarningsView, claimed: ReadonlySet<string>, sent: ReadonlySet<string>): boolean {
  return earned.some(
    ({ state, batchId }) =>
      state === "settling" ||
      state === "in-challenge" ||
      (state === "claimable" && (claimed.has(batchId) || sent.has(batchId))),
  );
}
