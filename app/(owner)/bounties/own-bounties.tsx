import { useTranslations } from "next-intl";
import { type KindWords, useKindWords } from "@/app/market/kind-words";
import type { BountyState } from "@/lib/bounties/bounty";
import type { BountySummary } from "@/lib/bounties/bounty-view";
import { Bar } from "@/lib/ui/bar";
import { ButtonLink } from "@/lib/ui/button-link";
import { Fineness } from "@/lib/ui/fineness";
import { formatCount } from "@/lib/ui/format-number";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { Time } from "@/lib/ui/time";
import type { OwnerTranslator } from "./owner-translator";

type Props = { readonly bounties: readonly BountySummary[]; readonly token: Token; readonly nowMs: number };

/** What waits for its owner comes first. */
const GROUPS: readonly BountyState[] = ["published", "open", "closed", "draft", "settled"];

/** Own bounties in the groups of their states, each row with the one thing to do next. */
export function OwnBounties({ bounties, token, nowMs }: Props) {
  const t = useTranslations("owner");
  const kindWords = useKindWords();
  return GROUPS.map((state) => {
    const rows = bounties.filter((bounty) => bounty.state === state);
    if (rows.length === 0) return null;
    const title = t(`group-${state}`);
    return (
      <Section
        key={state}
        title={title}
        note={t(`note-${state}`)}
        end={<span className="num">{formatCount(rows.length)}</span>}
      >
        <Table
          caption={title}
          columns={columns(t, kindWords, token, nowMs)}
          rows={rows}
          rowKey={({ id }) => id}
          restack="list"
          middle
        />
      </Section>
    );
  });
}

const columns = (
  t: OwnerTranslator,
  kindWords: KindWords,
  token: Token,
  nowMs: number,
): readonly Column<BountySummary>[] => [
  {
    key: "title",
    head: t("bounty"),
    title: true,
    phone: "full",
    cell: (bounty) => (
      <>
        <Link href={`/bounties/${bounty.id}`}>{bounty.title}</Link>
        <span className="ui-second">
          {kindWords(bounty).words} · {t("items", { count: bounty.items })}
        </span>
      </>
    ),
  },
  {
    key: "price",
    head: t("price"),
    align: "end",
    width: "14%",
    phone: "named",
    cell: ({ priceUnits }) => (priceUnits === "0" ? "—" : <Money base={priceUnits} token={token} exact />),
  },
  {
    key: "answers",
    head: t("answers"),
    align: "end",
    width: "18%",
    phone: "named",
    cell: (bounty) => <Answers bounty={bounty} />,
  },
  {
    key: "fineness",
    head: t("fineness"),
    align: "end",
    width: "10%",
    phone: "named",
    cell: ({ finenessPermille }) => <Fineness permille={finenessPermille} />,
  },
  {
    key: "deadline",
    head: t("when"),
    align: "end",
    width: "12%",
    phone: "named",
    cell: (bounty) => <When bounty={bounty} nowMs={nowMs} />,
  },
  {
    key: "next",
    head: t("next"),
    align: "end",
    width: "16%",
    phone: "full",
    cell: (bounty) => <Next bounty={bounty} />,
  },
];

function Answers({ bounty: { answersCounted, answersWanted } }: { readonly bounty: BountySummary }) {
  const t = useTranslations("owner");
  const share = answersWanted === 0 ? 0 : answersCounted / answersWanted;
  return (
    <div className="ms-auto w-[132px]">
      <span className="num">{t("of", { done: formatCount(answersCounted), total: formatCount(answersWanted) })}</span>
      <div className="mt-1.5">
        <Bar share={share} />
      </div>
    </div>
  );
}

function When({ bounty, nowMs }: { readonly bounty: BountySummary; readonly nowMs: number }) {
  const t = useTranslations("owner");
  if (bounty.settledAtS !== null) return <Time atMs={bounty.settledAtS * 1000} nowMs={nowMs} />;
  if (bounty.deadlineS === null) return "—";
  const time = <Time atMs={bounty.deadlineS * 1000} nowMs={nowMs} />;
  if (bounty.state !== "open") return time;
  return (
    <span>{t.rich("closes", { time: () => time, soft: (words) => <span className="text-ink-3">{words}</span> })}</span>
  );
}

function Next({ bounty: { id, title, state, answersLeft } }: { readonly bounty: BountySummary }) {
  const t = useTranslations("owner");
  const link = (href: string, words: string, main = false) => (
    <ButtonLink href={href} kind={main ? "ink" : "line"} aria-label={`${words}: ${title}`}>
      {words}
    </ButtonLink>
  );
  if (state === "draft") return link(`/bounties/new?draft=${id}`, t("do-continue"));
  if (state === "published") return link(`/bounties/${id}`, t("do-lock"), true);
  if (state === "settled") return link(`/datasets/${id}`, t("do-dataset"));
  if (state === "open" && answersLeft === 0) return link(`/bounties/${id}/quality#settle`, t("do-settle"), true);
  return link(`/bounties/${id}/quality`, t("do-quality"));
}
