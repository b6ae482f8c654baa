import type { BountyDetail, OwnerView } from "@/lib/bounties/bounty-view";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { ButtonLink } from "@/lib/ui/button-link";
import { Notice } from "@/lib/ui/notice";
import { FundPanel } from "./fund-panel";

type Props = {
  readonly bounty: BountyDetail;
  readonly owner: OwnerView;
  readonly terms: ChainTerms;
  readonly address: `0x${string}` | null;
};

/** What only the owner sees: the next thing to do, by the bounty's state. */
export function OwnerPanel({ bounty, owner, terms, address }: Props) {
  const { id, state } = bounty;
  if (state === "draft") return <Draft id={id} lacks={owner.lacks} />;
  if (state === "published") return <FundPanel bounty={bounty} terms={terms} address={address} />;
  const done = bounty.answersLeft === 0;
  if (state === "open" && done) {
    return (
      <Panel
        title="Every item has its answers."
        says="Settle it: annotators are paid, and the dataset is yours."
        href={`/bounties/${id}/quality#settle`}
        act="Settle"
      />
    );
  }
  if (state === "closed") {
    return (
      <Panel
        title="It is being settled."
        says="Nothing is asked of you: the batch is counted, posted, open to challenge, then final. It goes on when you leave."
        href={`/bounties/${id}/quality`}
        act="See its quality"
      />
    );
  }
  if (state !== "open") return null;
  return (
    <Panel
      title="It is open."
      says="You can settle at any time; answers given by then are paid, and no more come in."
      href={`/bounties/${id}/quality#settle`}
      act="Settle"
    />
  );
}

type PanelProps = { readonly title: string; readonly says: string; readonly href: string; readonly act: string };

function Panel({ title, says, href, act }: PanelProps) {
  return (
    <div className="mb-6">
      <Notice title={title} actions={<ButtonLink href={href}>{act}</ButtonLink>}>
        {says}
      </Notice>
    </div>
  );
}

function Draft({ id, lacks }: { readonly id: string; readonly lacks: OwnerView["lacks"] }) {
  return (
    <div className="mb-6">
      <Notice
        kind="doubt"
        title="This is a draft: only you see it."
        actions={
          <ButtonLink href={`/bounties/new?draft=${id}`} kind="ink">
            Continue the draft
          </ButtonLink>
        }
      >
        {lacks.length === 0 ? (
          "Nothing is missing. Lock its money and it is open."
        ) : (
          <ul>
            {lacks.map(({ at, reason }) => (
              <li key={`${at} ${reason}`}>{reason}</li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
