"use client";

import { useQuery } from "@tanstack/react-query";
import { caseQuery } from "@/lib/client/queries";
import type { DisputeView } from "@/lib/settlement/dispute-view";
import { Address } from "@/lib/ui/address";
import { DefinitionList, type Fact } from "@/lib/ui/definition-list";
import { exactTime, relativeTime } from "@/lib/ui/format-time";
import { Hash } from "@/lib/ui/hash";
import { Money } from "@/lib/ui/money";
import { Tag } from "@/lib/ui/tag";
import type { QuarrelProps } from "./quarrel-props";
import { RULINGS } from "./ruling-words";
import { TimeOutAct } from "./time-out-act";
import { Votes } from "./votes";

type Challenge = NonNullable<DisputeView["challenge"]>;
type Props = QuarrelProps & { readonly challenge: Challenge };

/** Who objects and why, who judges and what they have said, and what follows from it. */
export function Dispute(props: Props) {
  const { batch, dispute, challenge, terms, address, nowMs } = props;
  const own = challenge.challenger.toLowerCase() === address?.toLowerCase();
  const facts: Fact[] = [
    { term: "Challenged by", value: own ? "you" : <Address address={challenge.challenger} /> },
    {
      term: "When",
      value: (
        <span title={exactTime(challenge.openedAtS * 1000)}>{relativeTime(challenge.openedAtS * 1000, nowMs)}</span>
      ),
    },
    { term: "Bond", value: <Money base={challenge.bondUnits} token={terms.token} /> },
    { term: "Arbitrator", value: <Address address={dispute.arbitrator} /> },
  ];
  if (challenge.ruling !== null) {
    const { kind, name, follows } = RULINGS[challenge.ruling] ?? RULINGS[0];
    facts.push({ term: "Ruling", value: <Tag kind={kind}>{name}</Tag> });
    facts.push({ term: "What follows", value: follows });
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
  const sha256 = challenge.evidenceSha256 ?? "";
  const said = useQuery({ ...caseQuery(batchId, sha256), enabled: sha256 !== "" });
  return (
    <figure className="grid gap-2">
      <figcaption>
        <h3>The challenger's case</h3>
      </figcaption>
      {said.isError ? (
        <p className="text-sm text-ink-3">
          Its text is not kept here; the chain names it by its hash. That alone speaks against it.
        </p>
      ) : (
        <blockquote className="max-h-80 overflow-auto border-s-2 border-rule-2 ps-4 whitespace-pre-wrap break-words text-ink-2">
          {said.data ?? "Reading it…"}
        </blockquote>
      )}
      {sha256 !== "" && (
        <p className="text-sm text-ink-3">
          On the chain as <Hash hash={sha256} what="hash of the case" />
        </p>
      )}
    </figure>
  );
}
