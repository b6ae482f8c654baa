"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { afterPaint } from "@/lib/client/after-paint";
import type { BenchView } from "@/lib/client/bench-view";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { isAnswer } from "@/lib/client/given";
import type { Shown } from "@/lib/client/local-store";
import type { SubmitKey } from "@/lib/client/session-key";
import { useBench, useSeen } from "@/lib/client/use-bench";
import { useRenderer } from "@/lib/client/use-renderer";
import { useSay } from "@/lib/client/use-say";
import { useSuggestion } from "@/lib/client/use-suggestion";
import { useTaskType } from "@/lib/client/use-task-type";
import { useWork } from "@/lib/client/use-work";
import type { TaskTypeId } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { BenchFrame } from "@/lib/ui/bench-frame";
import type { BenchDialog } from "./bench-dialogs";
import { benchNote } from "./bench-note";
import { BenchPause } from "./bench-pause";
import type { BenchTask } from "./bench-task";
import { BenchTools, KeysTool } from "./bench-tools";
import { BenchTop } from "./bench-top";
import { Guide, Trail } from "./bench-words";
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
  const engine = useBench({ bountyId, address, manifestHash, key: submitKey, onKeyRefused });
  const [dialog, setDialog] = useState<BenchDialog>();
  const [opened, setOpened] = useState(false);
  if (dialog !== undefined && !opened) setOpened(true); // stays in the page from then on, so that focus finds its way back
  const [trail, setTrail] = useState<readonly string[]>([]);
  // A key waits for the item and its answers alone: whatever else the view tells is looked at by who shows it, a frame later.
  const current = useSeen(engine, (view) => view.current);
  const next = useSeen(engine, (view) => view.next);
  const takenBack = useSeen(engine, (view) => view.takenBack);
  const theirs = useSeen(engine, (view) => view.model);
  const model = task.suggestions ? theirs : null;
  const making = useWork(current?.token);
  const seat = useMemo(() => (current && renderer?.seat?.(current.item, address)) || 0, [current, address, renderer]);
  const { suggestion, failure } = useSuggestion({ taskType, config: task.config, model, current, next, assetUrl });

  const remember = useCallback(
    (value: unknown) =>
      afterPaint(() => setTrail((old) => [...old.slice(1 - TRAIL), renderer?.brief(value, say) ?? ""])),
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
  const tools: Tools = useMemo(
    () => ({
      undo: () => {
        const act = engine.undo();
        if (act && isAnswer(act)) afterPaint(() => setTrail((old) => old.slice(0, -1)));
      },
      redo: () => {
        const act = engine.redo();
        if (act && isAnswer(act)) remember(act.answer);
      },
      skip: () => engine.view().current && setDialog("skip"),
      report: () => engine.view().current && setDialog("report"),
      guidelines: () => setDialog("guidelines"),
      keys: () => setDialog("keys"),
    }),
    [engine, remember],
  );
  useToolKeys(tools, dialog === undefined);
  usePreload(taskType, next);
  useLetGo(current?.token);

  const seeWhy = useCallback(() => setDialog("refused"), []);
  const sendNow = useCallback(() => void engine.retry(), [engine]);
  const bar = <BenchTop engine={engine} task={task} token={terms.token} onSeeWhy={seeWhy} onSendNow={sendNow} />;
  if (!current || !renderer || !taskType)
    return <BenchPause engine={engine} bar={bar} loading={!renderer || !taskType} onRetry={sendNow} />;
  const { Item, Answer } = renderer;
  const place = renderer.steady ? "steady" : current.token;
  const parts = {
    ...{ config: task.config, payload: current.payload, assetUrl, readOnly: false, hotkeys: dialog === undefined },
    ...{ seat, ...making },
  };
  return (
    <>
      <BenchFrame
        bar={bar}
        meta={<span className="num">{current.item.slice(0, 8)}</span>}
        item={<Item key={place} {...parts} />}
        long={renderer.long(current.payload)}
        stage={renderer.stage ?? false}
        {...(trail.length > 0 ? { trail: <Trail words={trail} /> } : {})}
        question={renderer.question(task.config)}
        options={<Answer key={place} {...parts} onAnswer={answer} given={takenBack} suggestion={suggestion} />}
        note={benchNote(t, {
          blind: current.blind,
          model: model !== null,
          suggestion: suggestion && (suggestion.imported ? "imported" : "own"),
          failure,
          wanted: task.suggestions,
          possible: taskType.classes !== undefined,
        })}
        {...(task.guidelines && { guide: <Guide guidelines={task.guidelines} onAll={tools.guidelines} /> })}
        tools={<BenchTools engine={engine} tools={tools} guidelines={task.guidelines.trim() !== ""} />}
        toolsEnd={<KeysTool onClick={tools.keys} />}
      />
      {opened && (
        <Suspense fallback={null}>
          <BenchDialogs
            engine={engine}
            open={dialog}
            guidelines={task.guidelines}
            keys={renderer.keys(task.config, say)}
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
function usePreload(taskType: AnyTaskType | undefined, next: BenchView["next"]) {
  useEffect(() => {
    for (const { payload } of next) {
      for (const asset of taskType?.assets?.(payload) ?? []) new Image().src = assetUrl(asset);
    }
  }, [taskType, next]);
}

/** A control that a pointer has pressed is not in hand on the next item: Enter there means the suggestion, not that control again. */
function useLetGo(token: string | undefined) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every item
  useEffect(() => {
    const held = document.activeElement;
    if (held instanceof HTMLElement && held.closest(".ui-bench-answer") && !held.matches(":focus-visible")) held.blur();
  }, [token]);
}
