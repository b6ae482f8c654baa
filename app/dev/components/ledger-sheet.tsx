import { BigAmount } from "@/lib/ui/big-amount";
import { Doors } from "@/lib/ui/doors";
import { GhostOption, GhostOptions } from "@/lib/ui/ghost-option";
import { Link } from "@/lib/ui/link";
import { PayTerms } from "@/lib/ui/pay-terms";
import { PreviewFrame } from "@/lib/ui/preview-frame";
import { ProvenanceList } from "@/lib/ui/provenance-list";
import { Section } from "@/lib/ui/section";
import { TransactionSteps } from "@/lib/ui/transaction-steps";
import { TOKEN } from "./examples";

export function LedgerSheet() {
  return (
    <Section title="Doors, amounts, terms, steps">
      <Doors
        label="Three ways in"
        doors={[
          { href: "/bounties/new", title: "Post a bounty", says: "Your CSV to a funded bounty in three minutes." },
          { href: "/", title: "Label", says: "First label within a minute; unpaid answers say why." },
          { href: "/datasets", title: "Get datasets", says: "Verified labels in the format your trainer reads." },
        ]}
      />
      <div className="mt-8 grid gap-8 md:grid-cols-2">
        <BigAmount label="Claimable now" base="41286000" token={TOKEN} />
        <div>
          <PayTerms
            summary="412 answers times 0.020 times the sum of 0.50 and 0.50 times 0.91 is 7.869 tUSD"
            terms={[
              { kind: "figure", name: "answers", value: "412" },
              { kind: "sign", sign: "×" },
              { kind: "figure", name: "price", value: "0.020" },
              { kind: "sign", sign: "× (" },
              { kind: "figure", name: "base", value: "0.50" },
              { kind: "sign", sign: "+" },
              { kind: "figure", name: "rest", value: "0.50" },
              { kind: "sign", sign: "×" },
              { kind: "figure", name: "score", value: "0.91" },
              { kind: "sign", sign: ") =" },
              { kind: "figure", name: "earned", value: "7.869", gold: true },
            ]}
            reasons={[
              {
                key: "score",
                figure: "0.371",
                words: "withheld: the score’s share",
                link: <Link href="/">evidence</Link>,
              },
              {
                key: "late",
                figure: "2",
                words: "answers came after their lease had ended",
                link: <Link href="/">dispute</Link>,
              },
            ]}
          />
        </div>
        <TransactionSteps
          label="Progress of the transactions"
          steps={[
            { label: "Manifest published", state: "done", note: <span className="num">0x5e0b…a914</span> },
            { label: "Sign the permit", state: "next", note: "no gas" },
            { label: "Sending", state: "working" },
            { label: "Fund the vault", state: "waiting", note: "one transaction" },
            { label: "Refused in the wallet", state: "refused" },
          ]}
        />
        <ProvenanceList
          links={[
            {
              icon: "file",
              title: "Texts, 2,000 rows",
              proof: <span className="num">0x5e0b…a914</span>,
              says: "published with the terms",
            },
            { icon: "growth", title: "Referee v1", says: "integer model, committed before the first answer" },
          ]}
        />
        <PreviewFrame start="1 of 2,000" end="m-00412">
          <p className="text-md">I ordered a replacement two weeks ago and the app still says it is on its way.</p>
          <div className="mt-3.5">
            <GhostOptions size="small">
              <GhostOption hotkey="1" suggestion={{ confidence: 0.86 }}>
                Card not arrived
              </GhostOption>
              <GhostOption hotkey="2">Card payment</GhostOption>
            </GhostOptions>
          </div>
        </PreviewFrame>
      </div>
    </Section>
  );
}
