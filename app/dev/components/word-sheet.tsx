import { Purse, WalletButton } from "@/lib/ui/account-button";
import { Address } from "@/lib/ui/address";
import { Bar } from "@/lib/ui/bar";
import { Button } from "@/lib/ui/button";
import { Certainty } from "@/lib/ui/certainty";
import { CodeBlock } from "@/lib/ui/code-block";
import { DefinitionList } from "@/lib/ui/definition-list";
import { Fineness } from "@/lib/ui/fineness";
import { Hash } from "@/lib/ui/hash";
import { KeyCap } from "@/lib/ui/key-cap";
import { Markdown } from "@/lib/ui/markdown";
import { Money } from "@/lib/ui/money";
import { ProgressLine } from "@/lib/ui/progress-line";
import { Says } from "@/lib/ui/says";
import { Section } from "@/lib/ui/section";
import { SplitBar } from "@/lib/ui/split-bar";
import { StatList } from "@/lib/ui/stat-list";
import { Tabs } from "@/lib/ui/tabs";
import { Tag } from "@/lib/ui/tag";
import { Time } from "@/lib/ui/time";
import { Verdict } from "@/lib/ui/verdict";
import { HASH, NOW_MS, TOKEN, WALLET } from "./examples";

const GUIDELINES = `Choose what the customer **wants done**, not what they mention first.

- A card that was sent and never came is *Card not arrived*.
- If two wants are equal, take the first. See [the examples](https://example.org).

> "Where is my card?" is not a payment. Write \`other\` only when nothing fits.`;

const PYTHON = `from datasets import load_dataset

ds = load_dataset("parquet", data_files="https://assay.example/d/118/data.parquet", split="train")
sure = ds.filter(lambda r: r["certainty"] >= 0.95)   # 1,871 of 2,000`;

export function WordSheet() {
  return (
    <>
      <Section title="Words and figures">
        <div className="flex flex-wrap items-center gap-4">
          <Tag>draft</Tag>
          <Tag kind="pass">open</Tag>
          <Tag kind="doubt">in challenge</Tag>
          <Tag kind="fail">differs</Tag>
          <Tag kind="gold">tUSD</Tag>
          <KeyCap>1</KeyCap>
          <KeyCap>Enter</KeyCap>
          <Money base="20000" token={TOKEN} />
          <Money base={41_286_000n} token={TOKEN} gold />
          <Money base={1_500n} token={TOKEN} exact />
          <Address address={WALLET} explorerUrl="https://example.org/address" />
          <Hash hash={HASH} ends={8} />
          <Fineness permille={947} />
          <Fineness permille={null} />
          <Fineness permille={947} size="large" />
          <Time atMs={NOW_MS - 2 * 86_400_000} nowMs={NOW_MS} />
          <Time atMs={NOW_MS + 31 * 3_600_000} nowMs={NOW_MS} />
          <Purse base="41286000" token={TOKEN} />
          <WalletButton address={WALLET} />
          <WalletButton />
          <WalletButton address={WALLET} trouble="Wrong chain" />
        </div>
        <div className="mt-4 flex flex-wrap items-center gap-4">
          <Verdict kind="pass">You can start</Verdict>
          <Verdict kind="doubt">few answers yet</Verdict>
          <Verdict kind="fail">refused</Verdict>
          <Verdict kind="wait">not yet</Verdict>
          <Verdict kind="next">Exam first</Verdict>
          <Verdict kind="working">Sending</Verdict>
          <Verdict kind="pass" sign="dot">
            Open
          </Verdict>
          <span className="w-40">
            <Bar share={0.46} label="46 % answered" />
          </span>
          <span className="w-40">
            <Bar share={0.46} gold thick label="46 % done" />
          </span>
          <span className="w-40">
            <Certainty share={0.98} />
          </span>
          <span className="w-40">
            <SplitBar
              parts={[
                { label: "Cash withdrawal", share: 0.44 },
                { label: "Something else", share: 0.41 },
                { label: "Card payment", share: 0.15 },
              ]}
            />
          </span>
        </div>
      </Section>
      <Section title="Work in progress">
        <ProgressLine
          label="Reading support-messages.csv"
          done={1204}
          total={2003}
          unit="rows"
          leftMs={3_400}
          gold
          end={
            <span className="flex items-center gap-2">
              <Says>You can leave; it goes on in this tab.</Says>
              <Button>Stop</Button>
            </span>
          }
        />
      </Section>
      <Section title="Figures in a strip">
        <StatList
          stats={[
            { label: "Fineness", value: "947", unit: "‰", gold: true, note: "mean certainty of a label" },
            { label: "Agreement, blind", value: ".771", unit: "α", note: "interval .743–.799" },
            { label: "Right on gold", value: "92.6", unit: "%", note: <a href="#gold">487 of 526 answers</a> },
            { label: "Answers", value: "5,403", note: "of about 6,600; 10,000 at most" },
            { label: "In challenge", value: "8.440", unit: "tUSD", icon: "clock", note: "claimable in 31 h" },
            { label: "Cost to date", value: "101.374", unit: "tUSD", gold: true, note: "6.686 withheld, with reasons" },
          ]}
        />
      </Section>
      <Section title="Facts, guidelines, code">
        <div className="grid gap-8 md:grid-cols-2">
          <DefinitionList
            units
            facts={[
              { term: "Answers, most", value: <span className="num">10,000</span> },
              { term: "at 0.020 each", value: <Money base="200000000" token={TOKEN} /> },
              { term: "Fee, 2 % of what is paid", value: <Money base="4160000" token={TOKEN} /> },
            ]}
          />
          <Markdown>{GUIDELINES}</Markdown>
        </div>
        <div className="mt-6">
          <Tabs
            label="Snippets"
            panels={[
              { key: "python", label: "Python", content: <CodeBlock label="Python" code={PYTHON} /> },
              {
                key: "curl",
                label: "curl",
                content: <CodeBlock label="curl" code="curl -C - -O https://assay.example/d/118/data.jsonl" />,
              },
            ]}
          />
        </div>
      </Section>
    </>
  );
}
