"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import type { Published } from "@/lib/bounties/bounty-view";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { openSignIn } from "@/lib/client/open-sign-in";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { WithSide } from "@/lib/ui/with-side";
import { DataStep } from "./data-step";
import { type Draft, draftErrors } from "./draft";
import type { OpenStep } from "./funding-steps";
import { MoneyStep } from "./money-step";
import { QualityStep } from "./quality-step";
import { Summary } from "./summary";
import { TaskStep } from "./task-step";
import { type Saved, useDraft } from "./use-draft";
import { useGoneDraft } from "./use-gone-draft";

type Props = {
  readonly terms: ChainTerms;
  readonly address: `0x${string}` | null;
  /** A draft that the server has, to go on with. */
  readonly resume: Saved | null;
};

const STEP_OF: Readonly<Partial<Record<keyof Draft, "task" | "money">>> = {
  title: "task",
  question: "task",
  labels: "task",
  price: "money",
  baseSharePercent: "money",
  openUntil: "money",
};

/** From a file to an open, funded bounty: four steps with a live summary beside them. */
export function NewBounty({ terms, address, resume }: Props) {
  const router = useRouter();
  const { draft, report, ready, savedAtMs, change, setReport, push, forget } = useDraft(
    terms.token.decimals,
    resume,
    address !== null,
  );
  const [published, setPublished] = useState<Published>();
  const [step, setStep] = useState<OpenStep>("idle");
  const [error, setError] = useState<string>();
  const [tried, setTried] = useState(false);
  const [discarding, setDiscarding] = useState(false);

  useGoneDraft({
    bountyId: ready && step === "idle" && !published ? draft.bountyId : null,
    address,
    forget,
    change,
    setReport,
  });
  const errors = useMemo(() => draftErrors(draft, terms.token.decimals, Date.now()), [draft, terms.token.decimals]);
  const shown = tried ? Object.fromEntries(errors.map(({ field, reason }) => [field, reason])) : {};
  const stepDone = (name: "task" | "money") => !errors.some(({ field }) => STEP_OF[field] === name);
  const hasItems = report?.state === "accepted" && report.accepted > report.gold;
  const missing = [
    ...(hasItems ? [] : [report?.state === "review" ? "a word on the bad rows" : "items"]),
    ...errors.map(({ field }) => NAMES[field] ?? field),
  ];
  const locked = published !== undefined;

  const open = async () => {
    if (!address) return openSignIn();
    setTried(true);
    setError(undefined);
    if (missing.length > 0) return showFirstMissing();
    try {
      const { fundAndOpen, publish } = await import("./open-bounty");
      setStep("publishing");
      const id = draft.bountyId && published ? draft.bountyId : await push();
      const frozen = published ?? (await publish(id));
      setPublished(frozen);
      await fundAndOpen(id, frozen, terms, address, setStep);
      setStep("open");
      await forget();
      router.push(`/bounties/${id}`);
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : "It did not work. Try again.");
      setStep("idle");
    }
  };
  const discard = async () => {
    if (draft.bountyId && !locked)
      await api.send("DELETE", `/api/v1/bounties/${draft.bountyId}`).catch(() => undefined);
    await forget();
    setPublished(undefined);
    setTried(false);
    setDiscarding(false);
  };
  const prepare = (fileName: string, labels: readonly string[]) => {
    const named = draft.labels.some((label) => label.trim());
    const part: Partial<Draft> = {
      ...(draft.title.trim() ? {} : { title: titleFrom(fileName) }),
      ...(!named && labels.length >= 2 ? { labels } : {}),
      ...(draft.question.trim() ? {} : { question: "Which label fits?" }),
    };
    change(part);
    return push(part, named || part.labels ? {} : { labels: ["Yes", "No"] });
  };

  if (!ready) return <SkeletonRows rows={6} label="Opening your draft" />;
  return (
    <>
      <PageHead
        title="New bounty"
        sub={<span>{savedWords(savedAtMs !== undefined, draft.bountyId !== null)}</span>}
        actions={
          <Button kind="plain" onClick={() => setDiscarding(true)}>
            Discard draft
          </Button>
        }
      />
      <WithSide
        sideLabel="Summary"
        sticky
        side={
          <Summary
            draft={draft}
            report={report}
            terms={terms}
            address={address}
            missing={missing}
            step={step}
            published={locked}
            error={error}
            onOpen={() => void open()}
          />
        }
      >
        <DataStep signedIn={address !== null} locked={locked} report={report} prepare={prepare} onReport={setReport} />
        <TaskStep
          draft={draft}
          done={stepDone("task")}
          locked={locked}
          errors={shown}
          first={report?.sample[0]}
          items={report?.accepted ?? 0}
          onChange={change}
        />
        <QualityStep draft={draft} gold={report?.gold ?? 0} locked={locked} onChange={change} />
        <MoneyStep
          draft={draft}
          terms={terms}
          done={stepDone("money")}
          locked={locked}
          errors={shown}
          onChange={change}
        />
      </WithSide>
      <Dialog
        open={discarding}
        onOpenChange={setDiscarding}
        title="Discard this draft?"
        says={
          locked
            ? "The published terms stay, unfunded, under My bounties. This form starts empty."
            : "The form and the imported rows are deleted. This cannot be undone."
        }
        actions={
          <>
            <Button kind="plain" onClick={() => setDiscarding(false)}>
              Keep it
            </Button>
            <Button kind="danger" onClick={() => void discard()}>
              Discard
            </Button>
          </>
        }
      />
    </>
  );
}

const NAMES: Readonly<Partial<Record<keyof Draft, string>>> = {
  title: "a title",
  question: "the question",
  labels: "labels",
  price: "a price",
  baseSharePercent: "the base share",
  openUntil: "until when it is open",
};

function savedWords(here: boolean, onServer: boolean): string {
  if (!here) return "Kept in this browser as you type";
  return onServer ? "Draft saved, in this browser and under My bounties" : "Draft saved in this browser";
}

/** Brings the first thing that is missing into sight, once its error stands there. */
function showFirstMissing(): void {
  requestAnimationFrame(() => {
    const field =
      document.querySelector<HTMLElement>("[aria-invalid]") ?? document.querySelector<HTMLElement>(".ui-step");
    field?.scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  });
}

/** "support-messages.csv" as a first title: "Support messages". */
function titleFrom(fileName: string): string {
  const words = fileName
    .replace(/\.[a-z0-9]+$/i, "")
    .replaceAll(/[-_]+/g, " ")
    .trim();
  const text = words.length >= 3 && words !== "pasted" ? words : "New bounty";
  return text.charAt(0).toUpperCase() + text.slice(1);
}
