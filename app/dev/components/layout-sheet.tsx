import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { DefinitionList } from "@/lib/ui/definition-list";
import { Dock } from "@/lib/ui/dock";
import { EmptyState } from "@/lib/ui/empty-state";
import { ErrorState } from "@/lib/ui/error-state";
import { Money } from "@/lib/ui/money";
import { Notice } from "@/lib/ui/notice";
import { Receipt, ReceiptTotal } from "@/lib/ui/receipt";
import { Says } from "@/lib/ui/says";
import { Section } from "@/lib/ui/section";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { Step } from "@/lib/ui/step";
import { TabLinks } from "@/lib/ui/tab-links";
import { Tag } from "@/lib/ui/tag";
import { TextInput } from "@/lib/ui/text-input";
import { Verdict } from "@/lib/ui/verdict";
import { WithSide } from "@/lib/ui/with-side";
import { TOKEN } from "./examples";

export function LayoutSheet() {
  return (
    <>
      <Section title="Waiting, empty, wrong">
        <div className="grid gap-8 md:grid-cols-3">
          <SkeletonRows rows={4} />
          <div className="-mt-8">
            <EmptyState title="Nothing to claim yet" action={<ButtonLink href="/">Find a bounty</ButtonLink>}>
              Your first batch settles after 20 answers or on Sunday, whichever is sooner.
            </EmptyState>
          </div>
          <ErrorState title="The list did not load." action={<ButtonLink href="/dev/components">Try again</ButtonLink>}>
            The server answered 503 twice; what you saved is safe.
          </ErrorState>
        </div>
      </Section>
      <Section title="Notices">
        <div className="grid gap-8 md:grid-cols-2">
          <Notice
            kind="doubt"
            title={
              <>
                Review sentences, 6 answers held. <Tag kind="doubt">answer due in 19 h</Tag>
              </>
            }
          >
            Rule: faster than 5 % of right gold answers on 5 of 10.
          </Notice>
          <Notice title="Suggestions are made on this device.">The texts go to no model server.</Notice>
          <Notice kind="pass" title="Every answer is saved.">
            You can close this page.
          </Notice>
          <Notice kind="gold" title="8.440 tUSD will be yours in 31 h.">
            Batch 42 is in challenge.
          </Notice>
        </div>
      </Section>
      <Section title="Steps, tabs, receipt, dock">
        <TabLinks
          label="Bounty"
          links={["Overview", "Quality", "Review 48", "Settle", "Export"].map((label, index) => ({
            href: `/dev/components?tab=${index}`,
            label,
            current: index === 1,
          }))}
        />
        <div className="mt-8">
          <WithSide sideLabel="Summary" side={<Summary />}>
            <Step number={1} title="Data" done note={<Verdict kind="pass">2,000 items ready</Verdict>}>
              <TextInput label="Title" defaultValue="Bank support messages" />
            </Step>
            <Step number={2} title="Task">
              <TextInput label="Question" defaultValue="What does the customer want?" />
            </Step>
          </WithSide>
        </div>
      </Section>
    </>
  );
}

function Summary() {
  return (
    <Receipt>
      <div>
        <h2>Bank support messages</h2>
        <p className="mt-1 text-sm text-ink-3">Text choice · 7 labels · 2,000 items</p>
      </div>
      <DefinitionList
        units
        facts={[
          { term: "Answers, most", value: <span className="num">10,000</span> },
          { term: "at 0.020 each", value: <Money base="200000000" token={TOKEN} /> },
        ]}
      />
      <ReceiptTotal label="You lock" amount={<Money base="212160000" token={TOKEN} gold />} />
      <div>
        <Dock>
          <Button kind="gold" size="large" wide>
            Lock 212.160 tUSD and open
          </Button>
          <div className="mt-2.5">
            <Says>
              Moves <strong>212.160 tUSD</strong> into the vault until 14 Dec.
            </Says>
          </div>
        </Dock>
      </div>
    </Receipt>
  );
}
