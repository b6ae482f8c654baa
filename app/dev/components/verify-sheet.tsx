import { Button } from "@/lib/ui/button";
import { CheckList } from "@/lib/ui/check-list";
import { DefinitionList } from "@/lib/ui/definition-list";
import { Difference } from "@/lib/ui/difference";
import { allHallmarks } from "@/lib/ui/hallmarks";
import { Hash } from "@/lib/ui/hash";
import { Money } from "@/lib/ui/money";
import { Notice } from "@/lib/ui/notice";
import { ProgressLine } from "@/lib/ui/progress-line";
import { Seal } from "@/lib/ui/seal";
import { Section } from "@/lib/ui/section";
import { HASH, TOKEN } from "./examples";

export function VerifySheet() {
  return (
    <Section title="Verdict">
      <div className="mx-auto grid max-w-[960px] gap-8">
        <Seal
          verdict="matches"
          states={allHallmarks("struck")}
          title="Matches the chain."
          lead={
            <>
              Batch 41 pays <strong className="num text-gold">148.726</strong> tUSD to 37 annotators for 9,642 answers
              to 3,118 items. Recomputed here, every label, credit and payout is the one that was committed.
            </>
          }
        >
          <DefinitionList
            layout="wide"
            facts={[
              { term: "Evidence, SHA-256", value: <Hash hash={HASH.slice(2)} ends={8} /> },
              { term: "Payout root", value: <Hash hash={HASH} ends={8} /> },
              { term: "Total", value: <Money base="148726000" token={TOKEN} gold /> },
            ]}
          />
        </Seal>
        <Seal
          verdict="running"
          states={{ ...allHallmarks("open"), evidence: "struck", signatures: "struck", consensus: "now" }}
          title="Testing batch 41"
          lead="Your browser is recomputing every label, credit and payout from the evidence."
        >
          <ProgressLine
            label="Testing batch 41"
            done={61}
            total={100}
            leftMs={3_000}
            gold
            end={<Button>Stop</Button>}
          />
        </Seal>
        <Seal
          verdict="differs"
          states={{ ...allHallmarks("struck"), payouts: "broken", root: "open", chain: "open" }}
          title="Differs from the chain."
          lead="The labels hold, but the pay of one annotator does not follow from them: record 19 pays 1.000 tUSD too little."
        >
          <Difference
            facts={[
              { term: "Record", value: "payouts, line 19 of 41" },
              { term: "Field", value: "amount" },
            ]}
            expected="3.839220 tUSD"
            found="2.839220 tUSD"
            after={[{ term: "Follows from", value: "231 × 0.020 × (0.50 + 0.50 × 0.662)" }]}
          />
          <div className="mt-6">
            <Notice
              kind="fail"
              title="Batch 42 can be challenged for another 31 h."
              actions={<Button>Save this report</Button>}
            >
              Nothing from it can be claimed before that.
            </Notice>
          </div>
        </Seal>
        <CheckList
          checks={[
            { name: "Evidence", state: "struck", what: "4.1 MB, hash equals the committed one", tookMs: 800 },
            { name: "Consensus", state: "now", what: "round 14 of at most 50", tookMs: 1_400, share: 0.28 },
            { name: "Payouts", state: "broken", what: "1 of 41 amounts differs: line 19", tookMs: 200 },
            { name: "Chain", state: "open", what: "commitment in ledger 3, batch 41" },
          ]}
        />
        <div className="max-w-[336px]">
          <Seal
            verdict="matches"
            size="small"
            states={allHallmarks("struck")}
            title="Matches the chain"
            lead="3 batches, verified 14 times, last 2 h ago."
          >
            <Button wide>Verify it yourself</Button>
          </Seal>
        </div>
      </div>
    </Section>
  );
}
