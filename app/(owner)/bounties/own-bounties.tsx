import { type KindWords, useKindWords } from "@/app/market/kind-words";
import type { BountyState } from "@/lib/bounties/bounty";
import type { BountySummary } from "@/lib/bounties/bounty-view";
import { Bar } from "@/lib/ui/bar";
import { ButtonLink } from "@/lib/ui/button-link";
import { Fineness } from "@/lib/ui/fineness";
import { countOf, formatCount } from "@/lib/ui/format-number";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { Time } from "@/lib/ui/time";

type Props = { readonly bounties: readonly BountySummary[]; readonly token: Token; readonly nowMs: number };

/** What waits for its owner comes first. */
const GROUPS: readonly { readonly state: BountyState; readonly title: string; readonly note: string }[] = [
  { state: "published", title: "Waiting for funding", note: "terms published, money not locked yet" },
  { state: "open", title: "Open", note: "annotators can work on these" },
  { state: "closed", title: "Settling", note: "goes on by itself" },
  { state: "draft", title: "Drafts", note: "only you see these" },
  { state: "settled", title: "Settled", note: "paid out, dataset released" },
];

/** Own bounties in the groups of their states, each row with the one thing to do next. */
export function OwnBounties({ bounties, token, nowMs }: Props) {
  const kindWords = useKindWords();
  return GROUPS.map(({ state, title, note }) => {
    const rows = bounties.filter((bounty) => bounty.state === state);
    if (rows.length === 0) return null;
    return (
      <Section key={state} title={title} note={note} end={<span className="num">{formatCount(rows.length)}</span>}>
        <Table
          caption={title}
          columns={columns(kindWords, token, nowMs)}
          rows={rows}
          rowKey={({ id }) => id}
          restack="list"
          middle
        />
      </Section>
    );
  });
}

const columns = (kindWords: KindWords, token: Token, nowMs: number): readonly Column<BountySummary>[] => [
  {
    key: "title",
    head: "Bounty",
    title: true,
    phone: "full",
    cell: (bounty) => (
      <>
        <Link href={`/bounties/${bounty.id}`}>{bounty.title}</Link>
        <span className="ui-second">
          {kindWords(bounty).words} · {countOf(bounty.items, "item")}
        </span>
      </>
    ),
  },
  {
    key: "price",
    head: "Price per answer",
    align: "end",
    width: "14%",
    phone: "named",
    cell: ({ priceUnits }) => (priceUnits === "0" ? "—" : <Money base={priceUnits} token={token} exact />),
  },
  {
    key: "answers",
    head: "Answers",
    align: "end",
    width: "18%",
    phone: "named",
    cell: (bounty) => <Answers bounty={bounty} />,
  },
  {
    key: "fineness",
    head: "Fineness",
    align: "end",
    width: "10%",
    phone: "named",
    cell: ({ finenessPermille }) => <Fineness permille={finenessPermille} />,
  },
  {
    key: "deadline",
    head: "When",
    align: "end",
    width: "12%",
    phone: "named",
    cell: (bounty) => <When bounty={bounty} nowMs={nowMs} />,
  },
  { key: "next", head: "Next", align: "end", width: "16%", phone: "full", cell: (bounty) => <Next bounty={bounty} /> },
];

function Answers({ bounty: { answersCounted, answersWanted } }: { readonly bounty: BountySummary }) {
  const share = answersWanted === 0 ? 0 : answersCounted / answersWanted;
  return (
    <div className="ms-auto w-[132px]">
      <span className="num">
        {formatCount(answersCounted)} of {formatCount(answersWanted)}
      </span>
      <div className="mt-1.5">
        <Bar share={share} />
      </div>
    </div>
  );
}

function When({ bounty, nowMs }: { readonly bounty: BountySummary; readonly nowMs: number }) {
  if (bounty.settledAtS !== null) return <Time atMs={bounty.settledAtS * 1000} nowMs={nowMs} />;
  if (bounty.deadlineS === null) return "—";
  return (
    <span>
      {bounty.state === "open" && <span className="text-ink-3">closes </span>}
      <Time atMs={bounty.deadlineS * 1000} nowMs={nowMs} />
    </span>
  );
}

function Next({ bounty: { id, title, state, answersLeft } }: { readonly bounty: BountySummary }) {
  const link = (href: string, words: string, main = false) => (
    <ButtonLink href={href} kind={main ? "ink" : "line"} aria-label={`${words}: ${title}`}>
      {words}
    </ButtonLink>
  );
  if (state === "draft") return link(`/bounties/new?draft=${id}`, "Continue the draft");
  if (state === "published") return link(`/bounties/${id}`, "Lock its money", true);
  if (state === "settled") return link(`/datasets/${id}`, "Get the dataset");
  if (state === "open" && answersLeft === 0) return link(`/bounties/${id}/quality#settle`, "Settle", true);
  return link(`/bounties/${id}/quality`, "Quality");
}
