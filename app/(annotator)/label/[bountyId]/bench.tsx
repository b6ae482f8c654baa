"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import type { BenchView } from "@/lib/client/bench-view";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { isAnswer } from "@/lib/client/given";
import type { Shown } from "@/lib/client/local-store";
import type { SubmitKey } from "@/lib/client/session-key";
import { useBench } from "@/lib/client/use-bench";
import { useRenderer } from "@/lib/client/use-renderer";
import { useSay } from "@/lib/client/use-say";
import { useSuggestion } from "@/lib/client/use-suggestion";
import { useTaskType } from "@/lib/client/use-task-type";
import { useWork } from "@/lib/client/use-work";
import type { TaskTypeId } from "@/lib/task-types/registry";
import { seatOf } from "@/lib/task-types/seat";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { BenchBar } from "@/lib/ui/bench-bar";
import { BenchFrame } from "@/lib/ui/bench-frame";
import type { Connection } from "@/lib/ui/connection-words";
import { ToolButton } from "@/lib/ui/tool-button";
import type { BenchDialog } from "./bench-dialogs";
import { benchNote } from "./bench-note";
import { BenchPause } from "./bench-pause";
import type { BenchTask } from "./bench-task";
import { BenchTools } from "./bench-tools";
import type { BenchTranslator } from "./bench-translator";
import { Guide, Trail } from "./bench-words";
import { refusalWords } from "./refusal-words";
import { type Tools, useToolKeys } from "./use-tool-keys";

type Props = {
  readonly task: BenchTask;
  readonly terms: ChainTerms;
  readonly address: string;
  readonly submitKey: SubmitKey;
  readonly onKeyRefused: (reason: string) => void;
};

const BenchDialogs = lazy(() => import("./bench-dialogs"));

const assetUrl = (sha256: string) => `/api/v1/assets/${sha256}`;
const TRAIL = 4;

/** The bench: the item takes the screen, one key answers, the next one is there in the same frame. */
export function Bench({ task, terms, address, submitKey, onKeyRefused }: Props) {
  const taskType = useTaskType(task.taskType as TaskTypeId);
  const t = useTranslations("bench");
  const say = useSay(task.taskType);
  const renderer = useRenderer(task.taskType as TaskTypeId);
  const { id: bountyId, manifestHash } = task;
  const { engine, view } = useBench({ bountyId, address, manifestHash, key: submitKey, onKeyRefused });
  const [dialog, setDialog] = useState<BenchDialog>();
  const [opened, setOpened] = useState(false);
  if (dialog !== undefined && !opened) setOpened(true); // stays in the page from then on, so that focus finds its way back
  const [trail, setTrail] = useState<readonly string[]>([]);
  const { current, next, phase } = view;
  const model = task.suggestions ? view.model : null;
  const making = useWork(current?.token);
  const seat = useMemo(() => (current ? seatOf(current.item, address) : 0), [current, address]);
  const { suggestion, failure } = useSuggestion({ taskType, config: task.config, model, current, next, assetUrl });

  const remember = useCallback(
    (value: unknown) => setTrail((old) => [...old.slice(1 - TRAIL), renderer?.brief(value, say) ?? ""]),
    [renderer, say],
  );
  const answer = useCallback(
    (value: unknown) => {
      const shown: Shown | null = suggestion
        ? {
            model: suggestion.model,
            answer: suggestion.answer,
            confidenceQ16: Math.round(suggestion.confidence * 65536),
          }
        : null;
      remember(value);
      engine.answer(value, shown);
    },
    [engine, remember, suggestion],
  );
  const tools: Tools = {
    undo: () => {
      const act = engine.undo();
      if (act && isAnswer(act)) setTrail((old) => old.slice(0, -1));
    },
    redo: () => {
      const act = engine.redo();
      if (act && isAnswer(act)) remember(act.answer);
    },
    skip: () => current && setDialog("skip"),
    report: () => current && setDialog("report"),
    guidelines: () => setDialog("guidelines"),
    keys: () => setDialog("keys"),
  };
  useToolKeys(tools, dialog === undefined);
  usePreload(
    taskType,
    next.map(({ payload }) => payload),
  );

  const done = view.progress ? view.progress.answered + view.waiting : view.answeredHere;
  const earned = earnings(view, task);
  const bar = (
    <BenchBar
      title={task.title}
      leaveHref="/"
      done={done}
      total={Math.max(done + (view.current ? 1 : 0), totalOf(view.progress))}
      of={t("youCanAnswer")}
      earned={earned}
      token={terms.token}
      connection={connectionOf(view, t)}
      seeWhy={
        <button type="button" className="underline" onClick={() => setDialog("refused")}>
          {t("seeWhy")}
        </button>
      }
      onSendNow={() => void engine.retry()}
    />
  );
  if (!current || !renderer || !taskType)
    return (
      <BenchPause
        bar={bar}
        view={view}
        loading={phase === "loading" || phase === "ready" || !renderer || !taskType}
        onRetry={() => void engine.retry()}
      />
    );
  const { Item, Answer } = renderer;
  const parts = {
    ...{ config: task.config, payload: current.payload, assetUrl, readOnly: false, hotkeys: dialog === undefined },
    ...{ seat, ...making },
  };
  return (
    <>
      <BenchFrame
        bar={bar}
        meta={<span className="num">{current.item.slice(0, 8)}</span>}
        item={<Item key={current.token} {...parts} />}
        long={renderer.long(current.payload)}
        stage={renderer.stage ?? false}
        {...(trail.length > 0 ? { trail: <Trail words={trail} /> } : {})}
        question={renderer.question(task.config)}
        options={
          <Answer key={current.token} {...parts} onAnswer={answer} given={view.takenBack} suggestion={suggestion} />
        }
        note={benchNote(t, {
          blind: current.blind,
          model: model !== null,
          suggestion: suggestion && (suggestion.imported ? "imported" : "own"),
          failure,
          wanted: task.suggestions,
          possible: taskType.classes !== undefined,
        })}
        {...(task.guidelines && { guide: <Guide guidelines={task.guidelines} onAll={tools.guidelines} /> })}
        tools={
          <BenchTools
            tools={tools}
            canUndo={view.canUndo}
            canRedo={view.canRedo}
            guidelines={task.guidelines.trim() !== ""}
          />
        }
        toolsEnd={
          <ToolButton hotkey="?" onClick={tools.keys}>
            {t("allKeys")}
          </ToolButton>
        }
      />
      {opened && (
        <Suspense fallback={null}>
          <BenchDialogs
            open={dialog}
            guidelines={task.guidelines}
            keys={renderer.keys(task.config, say)}
            refused={view.refused}
            onClose={() => setDialog(undefined)}
            onGiveBack={(remark) => {
              setDialog(undefined);
              engine.giveBack(remark);
            }}
            onDismiss={() => void engine.dismissRefused().then(() => setDialog(undefined))}
          />
        </Suspense>
      )}
    </>
  );
}

/** Fetches the pictures of the next items, so that they are there in the same frame. */
function usePreload(taskType: AnyTaskType | undefined, payloads: readonly unknown[]) {
  useEffect(() => {
    for (const payload of payloads) {
      for (const asset of taskType?.assets?.(payload) ?? []) new Image().src = assetUrl(asset);
    }
  }, [taskType, payloads]);
}

function connectionOf(view: BenchView, t: BenchTranslator): Connection {
  if (view.refused.length > 0)
    return { state: "refused", count: view.refused.length, reason: refusalWords(t, view.refused[0]?.reason) };
  if (view.offline) return { state: "offline", waiting: view.waiting };
  if (view.waiting > view.held) return { state: "saving", count: view.waiting - view.held };
  if (view.held > 0) return { state: "held", count: view.held };
  return { state: "saved" };
}

/** Items that this annotator answers, holds, or may still be given: the same number all the way. */
const totalOf = (progress: BenchView["progress"]): number =>
  progress ? progress.answered + progress.waiting + progress.itemsLeft : 0;

/** What the answers pay at most, those still here included. */
function earnings(view: BenchView, { priceUnits, betaBps }: BenchTask) {
  const here = BigInt(priceUnits) * BigInt(view.waiting);
  const progress = view.progress;
  if (!progress) return { most: here };
  const [low, high] = progress.earnedLikelyUnits;
  const least = (here * BigInt(betaBps)) / 10_000n;
  const likely = { low: BigInt(low) + least, high: BigInt(high) + here };
  return { most: BigInt(progress.earnedAtMostUnits) + here, likely };
}
