"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { caseQuery } from "@/lib/client/queries";
import type { DisputeView } from "@/lib/settlement/dispute-view";
import { Address } from "@/lib/ui/address";
import { DefinitionList, type Fact } from "@/lib/ui/definition-list";
import { Hash } from "@/lib/ui/hash";
import { Money } from "@/lib/ui/money";
import { Tag } from "@/lib/ui/tag";
import { useTimeWords } from "@/lib/ui/use-time-words";
import type { QuarrelProps } from "./quarrel-props";
import { RULING_TAGS, rulingOf } from "./ruling-words";
import { TimeOutAct } from "./time-out-act";
import { Votes } from "./votes";

type Challenge = NonNullable<DisputeView["challenge"]>;
type Props = QuarrelProps & { readonly challenge: Challenge };

/** Who objects and why, who judges and what they have said, and what follows from it. */
export function Dispute(props: Props) {
  const { batch, dispute, challenge, terms, address, nowMs } = props;
  const t = useTranslations("batch");
  const times = useTimeWords();
  const own = challenge.challenger.toLowerCase() === address?.toLowerCase();
  const facts: Fact[] = [
    { term: t("challengedBy"), value: own ? t("you") : <Address address={challenge.challenger} /> },
    {
      term: t("when"),
      value: (
        <span title={times.exact(challenge.openedAtS * 1000)}>{times.relative(challenge.openedAtS * 1000, nowMs)}</span>
      ),
    },
    { term: t("bond"), value: <Money base={challenge.bondUnits} token={terms.token} /> },
    { term: t("arbitrator"), value: <Address address={dispute.arbitrator} /> },
  ];
  if (challenge.ruling !== null) {
    const ruling = rulingOf(challenge.ruling);
    facts.push({ term: t("ruling"), value: <Tag kind={RULING_TAGS[ruling]}>{t(`ruling${ruling}`)}</Tag> });
    facts.push({ term: t("follows"), value: t(`follows${ruling}`) });
  }
  return (
    <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2">
      <div className="grid gap-6">
        <DefinitionList layout="wide" facts={facts} />
        {challenge.open && challenge.timesOutAtS * 1000 < Math.max(nowMs, dispute.headS * 1000) && (
          <TimeOutAct {...props} />
        )}
        <Case batchId={batch.id} challenge={challenge} />
      </div>
      <Votes {...props} challenge={challenge} />
    </div>
  );
}

/** What the challenger says. */
function Case({ batchId, challenge }: { readonly batchId: string; readonly challenge: Challenge }) {
  const t = useTranslations("batch");
  const sha256 = challenge.evidenceSha256 ?? "";
  const said = useQuery({ ...caseQuery(batchId, sha256), enabled: sha256 !== "" });
  return (
    <figure className="grid gap-2">
      <figcaption>
        <h3>{t("case")}</h3>
      </figcaption>
      {said.isError ? (
        <p className="text-sm text-ink-3">{t("caseGone")}</p>
      ) : (
        <blockquote className="max-h-80 overflow-auto border-s-2 border-rule-2 ps-4 whitespace-pre-wrap break-words text-ink-2">
          {said.data ?? t("caseReading")}
        </blockquote>
      )}
      {sha256 !== "" && (
        <p className="text-sm text-ink-3">
          {t.rich("caseHash", { hash: () => <Hash hash={sha256} what={t("caseWhat")} /> })}
        </p>
      )}
    </figure>
  );
}
