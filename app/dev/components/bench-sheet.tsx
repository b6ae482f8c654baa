import { BenchBar } from "@/lib/ui/bench-bar";
import { ConnectionWords } from "@/lib/ui/connection-words";
import { GhostOption, GhostOptions } from "@/lib/ui/ghost-option";
import { Link } from "@/lib/ui/link";
import { Section } from "@/lib/ui/section";
import { ToolButton } from "@/lib/ui/tool-button";
import { TOKEN } from "./examples";

export function BenchSheet() {
  return (
    <Section title="Bench">
      <div className="-mx-4 md:mx-0">
        <BenchBar
          title="Bank support messages: what does the customer want?"
          leaveHref="/"
          done={37}
          total={60}
          earned={{ most: "740000", likely: { low: "660000", high: "710000" } }}
          token={TOKEN}
          connection={{ state: "saved" }}
        />
      </div>
      <div className="mt-6 grid gap-8 md:grid-cols-2">
        <div className="max-w-[400px]">
          <GhostOptions>
            <GhostOption hotkey="1" suggestion={{ confidence: 0.86, acceptKey: "Enter" }}>
              Card not arrived
            </GhostOption>
            <GhostOption hotkey="2">Card payment</GhostOption>
            <GhostOption hotkey="3" selected>
              Cash withdrawal
            </GhostOption>
            <GhostOption hotkey="4" disabled>
              Transfer
            </GhostOption>
          </GhostOptions>
        </div>
        <div className="grid content-start justify-items-start gap-4">
          <ConnectionWords connection={{ state: "saved" }} />
          <ConnectionWords connection={{ state: "saving", count: 2 }} />
          <ConnectionWords connection={{ state: "offline", waiting: 3 }} />
          <ConnectionWords
            connection={{ state: "refused", count: 2, reason: "lease ended" }}
            seeWhy={<Link href="/dev/components">See why</Link>}
          />
          <div className="ui-bench-foot w-full">
            <ToolButton hotkey="U" icon="undo">
              Undo
            </ToolButton>
            <ToolButton hotkey="S" icon="skip">
              Skip
            </ToolButton>
            <ToolButton hotkey="R" icon="flag" disabled>
              Report
            </ToolButton>
          </div>
        </div>
      </div>
    </Section>
  );
}
