"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import type { Published } from "@/lib/bounties/bounty-view";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { openSignIn } from "@/lib/client/open-sign-in";
import { type Settings, settingsOf } from "@/lib/task-types/form-part";
import { TASK_TYPES, type TaskTypeId } from "@/lib/task-types/registry";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { WithSide } from "@/lib/ui/with-side";
import { DataStep } from "./data-step";
import { configIn, type Draft, type DraftField, draftErrors, typeOf } from "./draft";
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

const OF_MONEY: readonly DraftField[] = ["price", "baseSharePercent", "openUntil"];

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
  const [frozen, setFrozen] = useState<{ readonly done: number; readonly of: number }>();
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
  const stepDone = (name: "task" | "money") =>
    !errors.some(({ field }) => OF_MONEY.includes(field) === (name === "money"));
  const hasItems = report?.state === "accepted" && report.accepted > report.gold;
  const missing = [
    ...(hasItems ? [] : [report?.state === "review" ? "a word on the bad rows" : "items"]),
    ...errors.map(({ field }) => NAMES[field] ?? settingName(draft, field)),
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
      const agreed = published ?? (await publish(id, (done, of) => setFrozen({ done, of })));
      setPublished(agreed);
      await fundAndOpen(id, agreed, terms, address, setStep);
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
  const prepare = (fileName: string, names: Settings, taskType: TaskTypeId) => {
    const part: Partial<Draft> = {
      taskType,
      settings: { ...names, ...draft.settings },
      ...(draft.title.trim() ? {} : { title: titleFrom(fileName) }),
      ...asksAnew(draft, taskType),
    };
    change(part);
    return push(part, stopgapFor({ ...draft, ...part }));
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
            frozen={frozen}
            published={locked}
            error={error}
            onOpen={() => void open()}
          />
        }
      >
        <DataStep
          draft={draft}
          signedIn={address !== null}
          locked={locked}
          report={report}
          prepare={prepare}
          onType={(taskType) => change({ taskType, ...asksAnew(draft, taskType) })}
          onReport={setReport}
        />
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

const NAMES: Readonly<Partial<Record<DraftField, string>>> = {
  title: "a title",
  question: "the question",
  price: "a price",
  baseSharePercent: "the base share",
  openUntil: "until when it is open",
};

/** What a setting is called where it is still missing. */
const settingName = (draft: Draft, field: DraftField): string =>
  typeOf(draft)
    .form.find(({ key }) => field === `settings.${key}`)
    ?.title.toLowerCase() ?? field;

/** The question that another type begins with, where the owner has not asked one of their own. */
function asksAnew(draft: Draft, taskType: TaskTypeId): Partial<Draft> {
  const own = draft.question.trim() !== "" && draft.question !== typeOf(draft).asks;
  return own ? {} : { question: TASK_TYPES[taskType].asks };
}

/** Rows can be read before the settings are decided: the server is then told those of the type's example. */
function stopgapFor(draft: Draft): Partial<Draft> {
  const { form, examples } = typeOf(draft);
  const lawful = typeOf(draft).config().safeParse(configIn(draft)).success;
  return lawful ? {} : { settings: settingsOf(form, examples[0]?.config) };
}

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
