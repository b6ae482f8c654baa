import type { BountyCounts } from "@/lib/bounties/bounty-view";
import { DefinitionList } from "@/lib/ui/definition-list";
import { Doors } from "@/lib/ui/doors";
import { formatCount } from "@/lib/ui/format-number";
import { Money, type Token } from "@/lib/ui/money";

type Props = { readonly counts: BountyCounts; readonly settled: number; readonly token: Token };

/** What Assay is in one line, the figures of the market, and the three ways in. */
export function MarketHero({ counts, settled, token }: Props) {
  const figure = (count: number) => <span className="num">{formatCount(count)}</span>;
  return (
    <>
      <div className="grid items-end gap-x-16 gap-y-4 py-6 md:pt-12 md:pb-8 lg:grid-cols-[minmax(0,1fr)_auto]">
        <div>
          <h1 className="text-[2rem] leading-9 tracking-[-0.035em] md:text-3xl md:leading-[3rem]">
            Labels, tested like gold
            <br />
            and paid by their purity.
          </h1>
          <p className="mt-3 max-w-[62ch] text-md text-ink-2">
            Owners lock the money first. Annotators label on any device. Truth and pay come from one integer model that
            anyone can run again.
          </p>
        </div>
        <DefinitionList
          units
          facts={[
            { term: "Open bounties", value: figure(counts.total) },
            { term: "Answers wanted", value: figure(counts.answersLeft) },
            { term: "Locked for annotators", value: <Money base={counts.lockedUnits} token={token} /> },
            { term: "Settled, open to verify", value: figure(settled) },
          ]}
        />
      </div>
      <Doors
        label="Three ways in"
        doors={[
          { href: "/bounties/new", title: "Post a bounty", says: "Your CSV to a funded bounty in three minutes." },
          { href: "#open", title: "Label", says: "First label within a minute; unpaid answers say why." },
          { href: "/datasets", title: "Get datasets", says: "Verified labels in the format your trainer reads." },
        ]}
      />
    </>
  );
}
