import { useTranslations } from "next-intl";
import { memo } from "react";
import type { BenchEngine } from "@/lib/client/bench-engine";
import type { BenchView } from "@/lib/client/bench-view";
import { useSeenBehind } from "@/lib/client/use-bench";
import { BenchBar } from "@/lib/ui/bench-bar";
import type { Connection } from "@/lib/ui/connection-words";
import type { Token } from "@/lib/ui/money";
import type { BenchTask } from "./bench-task";
import type { BenchTranslator } from "./bench-translator";
import { refusalWords } from "./refusal-words";

type Props = {
  readonly engine: BenchEngine;
  readonly task: BenchTask;
  readonly token: Token;
  onSeeWhy(): void;
  onSendNow(): void;
};

/** The bar over the bench: how far, what it earns, where the answers are. Drawn anew only where these change. */
export const BenchTop = memo(function BenchTop({ engine, task, token, onSeeWhy, onSendNow }: Props) {
  const t = useTranslations("bench");
  const view = useSeenBehind(engine);
  const done = view.progress ? view.progress.answered + view.waiting : view.answeredHere;
  return (
    <BenchBar
      title={task.title}
      leaveHref="/"
      done={done}
      total={Math.max(done + (view.current ? 1 : 0), totalOf(view.progress))}
      of={t("youCanAnswer")}
      earned={earnings(view, task)}
      token={token}
      connection={connectionOf(view, t)}
      seeWhy={
        <button type="button" className="underline" onClick={onSeeWhy}>
          {t("seeWhy")}
        </button>
      }
      onSendNow={onSendNow}
    />
  );
});

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
