"use client";

import { useLocale, useTranslations } from "next-intl";
import { budget } from "@/lib/bounties/budget";
import { EXPECTED_ACCURACY } from "@/lib/bounties/expected-accuracy";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { Button } from "@/lib/ui/button";
import { DefinitionList } from "@/lib/ui/definition-list";
import { Dock } from "@/lib/ui/dock";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount } from "@/lib/ui/format-number";
import { Money } from "@/lib/ui/money";
import { Notice } from "@/lib/ui/notice";
import { Receipt, ReceiptTotal } from "@/lib/ui/receipt";
import { Says } from "@/lib/ui/says";
import { shorten } from "@/lib/ui/shorten";
import { type Draft, mostOverlap, priceUnits, taskLine, typeOf } from "./draft";
import { FundingSteps, type OpenStep, stepWords } from "./funding-steps";
import { useTypeWords } from "./type-words";
import type { ImportReport } from "./upload";

type Props = {
  readonly draft: Draft;
  readonly report: ImportReport | null;
  readonly terms: ChainTerms;
  readonly address: string | null;
  readonly missing: readonly string[];
  readonly step: OpenStep;
  /** How many items are in the terms, while there are many to go. */
  readonly frozen: { readonly done: number; readonly of: number } | undefined;
  readonly published: boolean;
  readonly error: string | undefined;
  onOpen(): void;
};

/** Beside the form: what it will cost, what likely comes back, and the one button that moves tokens. */
export function Summary(props: Props) {
  const { draft, report, terms, address, missing, step, frozen, published, error, onOpen } = props;
  const t = useTranslations("wizard");
  const locale = useLocale();
  const words = useTypeWords()(draft.taskType);
  const price = priceUnits(draft, terms.token.decimals) ?? 0n;
  const items = report?.state === "accepted" ? report.accepted - report.gold : 0;
  const gold = report?.state === "accepted" ? report.gold : 0;
  const cost = budget({
    items,
    gold,
    overlap: draft.overlap,
    ...(mostOverlap(draft) === 0 ? {} : { maxOverlap: mostOverlap(draft) }),
    priceUnits: price,
    feeBps: terms.feeBps,
    betaBps: draft.payRule === "flat-v1" ? 10_000 : Math.round(Number(draft.baseSharePercent) * 100) || 0,
    goldBps: draft.goldPercent * 100,
  });
  const money = (base: bigint) => <Money base={base} token={terms.token} />;
  const [low, high] = cost.likelyUnits;
  const lock = `${formatAmount(cost.escrowUnits, terms.token.decimals)} ${terms.token.symbol}`;
  const until = dayOf(draft.openUntil, locale);
  const accuracy = typeOf(draft).classes && EXPECTED_ACCURACY.rows.find(({ overlap }) => overlap === draft.overlap);
  const busy = step !== "idle" && step !== "open";
  return (
    <Receipt>
      <div>
        <h2>{draft.title.trim() || t("title")}</h2>
        <p className="mt-1 text-sm text-ink-3">
          {taskLine(draft, words, t)} · {t("items", { count: items + gold })}
        </p>
      </div>
      <DefinitionList
        units
        facts={[
          { term: t("answersMost"), value: <span className="num">{formatCount(cost.answers)}</span> },
          {
            term: t("atEach", { price: formatAmount(price, terms.token.decimals, { exact: true }) }),
            value: money(price * BigInt(cost.answers)),
          },
          ...(cost.more === 0
            ? []
            : [
                {
                  key: "more",
                  term: t("onlyDisagree", { count: formatCount(cost.more) }),
                  value: money(price * BigInt(cost.more)),
                },
              ]),
          {
            key: "extras",
            term: t(gold > 0 ? "goldLate" : "late", { count: formatCount(cost.extras) }),
            value: money(price * BigInt(cost.extras)),
          },
          { key: "fee", term: t("fee", { percent: terms.feeBps / 100 }), value: money(cost.feeUnits) },
        ]}
      />
      <ReceiptTotal label={t("youLock")} amount={<Money base={cost.escrowUnits} token={terms.token} gold />} />
      <DefinitionList
        units
        facts={[
          { term: t("spentLeast"), value: money(low) },
          { term: t("spentMost"), value: money(high) },
          { term: t("back"), value: money(cost.escrowUnits > high ? cost.escrowUnits - high : 0n) },
          ...(accuracy
            ? [
                {
                  term: t("accuracy"),
                  value: (
                    <span className="num">
                      {Math.floor(accuracy.low)}–{Math.ceil(accuracy.high)} %
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      <div>
        <FundingSteps {...{ terms, step, frozen, published }} failed={error !== undefined} />
      </div>
      <div>
        <Dock>
          {error && (
            <div className="mb-3">
              <Notice kind="fail" title={error} urgent>
                {t(published ? "publishedSays" : "nothingSays")}
              </Notice>
            </div>
          )}
          <Button
            kind={address === null ? "ink" : "gold"}
            size="large"
            wide
            busy={busy}
            busyLabel={stepWords(t, step)}
            onClick={onOpen}
          >
            {address === null ? t("signInPost") : items === 0 ? t("lockOpen") : t("lockAmount", { amount: lock })}
          </Button>
          <div className="mt-2.5">
            <Says>
              {address === null
                ? t("signSays")
                : missing.length > 0
                  ? t("missing", { list: missing.join(" · ") })
                  : t.rich(until ? "movesUntil" : "moves", {
                      amount: lock,
                      from: shorten(address),
                      date: until,
                      strong: (parts) => <strong>{parts}</strong>,
                    })}
            </Says>
          </div>
        </Dock>
      </div>
    </Receipt>
  );
}

/** The day in the viewer's own calendar, as the field for it is; empty while it is none. */
function dayOf(openUntil: string, locale: string): string {
  const at = Date.parse(openUntil);
  return Number.isNaN(at)
    ? ""
    : new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { day: "numeric", month: "short" }).format(at);
}
