/** The bench's frame with an invented item, to look at and to test; linked from nowhere. */
import type { Metadata } from "next";
import { BenchBar } from "@/lib/ui/bench-bar";
import { BenchFrame } from "@/lib/ui/bench-frame";
import { GhostOption, GhostOptions } from "@/lib/ui/ghost-option";
import { KeyCap } from "@/lib/ui/key-cap";
import { ToolButton } from "@/lib/ui/tool-button";
import { Verdict } from "@/lib/ui/verdict";
import { LABELS, TOKEN } from "../components/examples";

export const metadata: Metadata = { title: "Bench", robots: { index: false } };

export default function BenchSheetPage() {
  return (
    <BenchFrame
      bar={
        <BenchBar
          title="Bank support messages: what does the customer want?"
          leaveHref="/dev/components"
          done={37}
          total={60}
          earned={{ most: "740000", likely: { low: "660000", high: "710000" } }}
          token={TOKEN}
          connection={{ state: "saved" }}
        />
      }
      meta={
        <>
          <span className="num">m-00412</span>
          <span>Message, English</span>
        </>
      }
      item="I ordered a replacement two weeks ago and the app still says it is on its way. Can you tell me where it is, or just send another one?"
      trail={
        <>
          <span>Before this</span>
          <Verdict kind="pass">Transfer</Verdict>
          <Verdict kind="pass">Top-up</Verdict>
        </>
      }
      question="What does the customer want?"
      options={
        <GhostOptions>
          {LABELS.map((label, index) => (
            <GhostOption
              key={label}
              hotkey={String(index + 1)}
              {...(index === 0 && { suggestion: { confidence: 0.86, acceptKey: "Enter" } })}
            >
              {label}
            </GhostOption>
          ))}
        </GhostOptions>
      }
      note={{
        icon: "ghost",
        words:
          "Suggested by the bounty’s own model, on this device. A suggestion is never an answer; copying it earns nothing extra.",
      }}
      guide={
        <>
          <h3>Card not arrived</h3>
          <p>The card was ordered or sent and never came, or came to the wrong address.</p>
        </>
      }
      tools={
        <>
          <ToolButton hotkey="U" icon="undo">
            Undo
          </ToolButton>
          <ToolButton hotkey="S" icon="skip">
            Skip
          </ToolButton>
          <ToolButton hotkey="R" icon="flag">
            Report
          </ToolButton>
          <ToolButton hotkey="G" icon="book">
            Rules
          </ToolButton>
        </>
      }
      toolsEnd={
        <>
          <span className="ui-bench-stat">
            your accuracy on gold <b>38 of 40</b>
          </span>
          <KeyCap>?</KeyCap>
        </>
      }
    />
  );
}
