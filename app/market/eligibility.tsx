import type { BountySummary, Eligibility } from "@/lib/bounties/bounty-view";
import { Verdict, type VerdictProps } from "@/lib/ui/verdict";

type Words = Pick<VerdictProps, "kind" | "sign"> & { readonly words: string; readonly note: string };

const WORDS: Readonly<Record<Eligibility, Words>> = {
  ok: { kind: "pass", words: "You can start", note: "" },
  "sign-in": { kind: "next", words: "Sign in to start", note: "one signature, no gas" },
  paused: { kind: "wait", sign: "lock", words: "Paused for you", note: "too many known answers missed" },
  banned: { kind: "fail", words: "Closed to you", note: "what you earned stays yours" },
  "not-open": { kind: "wait", sign: "lock", words: "Not open", note: "it takes no answers now" },
  "none-left": { kind: "wait", words: "Nothing left", note: "returned items may come up again" },
};

/** Whether the reader may work on a bounty, and what comes first: sign, word, and a line under it. */
export function EligibilityWords({ bounty }: { readonly bounty: BountySummary }) {
  const { kind, sign, words, note } = WORDS[bounty.eligibility];
  const help = bounty.suggestions ? "a model suggests, you decide" : "without suggestions";
  return (
    <Verdict kind={kind} note={note || help} {...(sign && { sign })}>
      {words}
    </Verdict>
  );
}
