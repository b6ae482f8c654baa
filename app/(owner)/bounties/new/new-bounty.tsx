"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { Published } from "@/lib/bounties/bounty-view";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { openSignIn } from "@/lib/client/open-sign-in";
import { useErrorWords } from "@/lib/client/use-error-words";
import { type Settings, settingsOf } from "@/lib/task-types/form-part";
import type { TaskTypeId } from "@/lib/task-types/registry";
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
import { type TypeWords, useTypeWords } from "./type-words";
import { type Saved, useDraft } from "./use-draft";
import { useGoneDraft } from "./use-gone-draft";
import type { WizardTranslator } from "./wizard-translator";

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
  const t = useTranslations("wizard");
  const say = useErrorWords();
  const wordsOf = useTypeWords();
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
  const errors = useMemo(
    () => draftErrors(draft, terms.token.decimals, Date.now(), t),
    [draft, terms.token.decimals, t],
  );
  const shown = tried ? Object.fromEntries(errors.map(({ field, reason }) => [field, reason])) : {};
  const stepDone = (name: "task" | "money") =>
    !errors.some(({ field }) => OF_MONEY.includes(field) === (name === "money"));
  const hasItems = report?.state === "accepted" && report.accepted > report.gold;
  const missing = [
    ...(hasItems ? [] : [t(report?.state === "review" ? "lack-review" : "lack-items")]),
    ...errors.map(({ field }) => lackOf(t, field) ?? settingName(draft, field, wordsOf(draft.taskType))),
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
      await fundAndOpen(id, agreed, { terms, address, t }, setStep);
      setStep("open");
      await forget();
      router.push(`/bounties/${id}`);
    } catch (problem) {
      setError(say(problem, t("failed")));
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
  /** The question that another type begins with, where the owner has not asked one of their own. */
  const asksAnew = (taskType: TaskTypeId): Partial<Draft> => {
    const asks = [typeOf(draft).asks, wordsOf(draft.taskType).asks, ""];
    return asks.includes(draft.question.trim()) ? { question: wordsOf(taskType).asks } : {};
  };
  const prepare = (fileName: string, names: Settings, taskType: TaskTypeId) => {
    const part: Partial<Draft> = {
      taskType,
      settings: { ...names, ...draft.settings },
      ...(draft.title.trim() ? {} : { title: titleFrom(fileName) ?? t("title") }),
      ...asksAnew(taskType),
    };
    change(part);
    return push(part, stopgapFor({ ...draft, ...part }));
  };

  if (!ready) return <SkeletonRows rows={6} label={t("openingDraft")} />;
  return (
    <>
      <PageHead
        title={t("title")}
        sub={
          <span>{t(savedAtMs === undefined ? "savedNot" : draft.bountyId === null ? "savedHere" : "savedBoth")}</span>
        }
        actions={
          <Button kind="plain" onClick={() => setDiscarding(true)}>
            {t("discardDraft")}
          </Button>
        }
      />
      <WithSide
        sideLabel={t("summary")}
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
          onType={(taskType) => change({ taskType, ...asksAnew(taskType) })}
          onReport={setReport}
          onChange={change}
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
        title={t("discardTitle")}
        says={t(locked ? "discardLocked" : "discardSays")}
        actions={
          <>
            <Button kind="plain" onClick={() => setDiscarding(false)}>
              {t("keepIt")}
            </Button>
            <Button kind="danger" onClick={() => void discard()}>
              {t("discard")}
            </Button>
          </>
        }
      />
    </>
  );
}

const LACKING = ["title", "question", "price", "baseSharePercent", "openUntil"] as const;

/** What a field is called where it is still missing; undefined for settings of the task type. */
function lackOf(t: WizardTranslator, field: DraftField): string | undefined {
  const name = LACKING.find((one) => one === field);
  return name && t(`lack-${name}`);
}

/** What a setting is called where it is still missing. */
function settingName(draft: Draft, field: DraftField, words: TypeWords): string {
  const part = typeOf(draft).form.find(({ key }) => field === `settings.${key}`);
  return part ? words.part(part).title.toLowerCase() : field;
}

/** Rows can be read before the settings are decided: the server is then told those of the type's example. */
function stopgapFor(draft: Draft): Partial<Draft> {
  const { form, examples } = typeOf(draft);
  const lawful = typeOf(draft).config().safeParse(configIn(draft)).success;
  return lawful ? {} : { settings: settingsOf(form, examples[0]?.config) };
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

/** "support-messages.csv" as a first title: "Support messages"; undefined where the name says nothing. */
function titleFrom(fileName: string): string | undefined {
  const words = fileName
    .replace(/\.[a-z0-9]+$/i, "")
    .replaceAll(/[-_]+/g, " ")
    .trim();
  return words.length >= 3 && words !== "pasted" ? words.charAt(0).toUpperCase() + words.slice(1) : undefined;
}
