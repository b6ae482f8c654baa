import { useTranslations } from "next-intl";
import type { BountySummary, Eligibility } from "@/lib/bounties/bounty-view";
import { Verdict, type VerdictProps } from "@/lib/ui/verdict";

const SIGNS: Readonly<Record<Eligibility, Pick<VerdictProps, "kind" | "sign">>> = {
  ok: { kind: "pass" },
  "sign-in": { kind: "next" },
  paused: { kind: "wait", sign: "lock" },
  banned: { kind: "fail" },
  "not-open": { kind: "wait", sign: "lock" },
  "none-left": { kind: "wait" },
};

/** Whether the reader may work on a bounty, and what comes first: sign, word, and a line under it. */
export function EligibilityWords({ bounty }: { readonly bounty: BountySummary }) {
  const t = useTranslations("market");
  const { eligibility, suggestions } = bounty;
  const { kind, sign } = SIGNS[eligibility];
  const note = eligibility === "ok" ? t(suggestions ? "helpModel" : "helpNone") : t(`note-${eligibility}`);
  return (
    <Verdict kind={kind} note={note} {...(sign && { sign })}>
      {t(`may-${eligibility}`)}
    </Verdict>
  );
}
