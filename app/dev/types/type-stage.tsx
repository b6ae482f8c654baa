"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRenderer } from "@/lib/client/use-renderer";
import { useSay } from "@/lib/client/use-say";
import { TASK_TYPES, type TaskTypeId } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { BenchBar } from "@/lib/ui/bench-bar";
import { BenchFrame } from "@/lib/ui/bench-frame";
import { ToolButton } from "@/lib/ui/tool-button";
import { TOKEN } from "../components/examples";
import { pictureOf, soundOf } from "./stand-ins";
import { workOf } from "./work-of";

/** One type's bench with what somebody has done on it so far. */
export function TypeStage({ id }: { readonly id: TaskTypeId }) {
  const t = useTranslations("bench");
  const say = useSay(id);
  const renderer = useRenderer(id);
  const taskType: AnyTaskType = TASK_TYPES[id];
  const [example] = taskType.examples;
  const [work, setWork] = useState<unknown>(() => example && workOf(id, example));
  if (!renderer || !example) return null;
  const { Item, Answer } = renderer;
  const size = example.payload as { width?: number; height?: number; lengthMs?: number };
  const source = size.lengthMs === undefined ? pictureOf(id, size.width, size.height) : soundOf(size.lengthMs);
  const parts = {
    ...{ config: example.config, payload: example.payload, assetUrl: () => source, readOnly: false, hotkeys: true },
    ...{ seat: 0, work, onWork: (change: (before: unknown) => unknown) => setWork(change) },
  };
  return (
    <BenchFrame
      bar={
        <BenchBar
          title={say("title")}
          leaveHref="/dev/components"
          done={37}
          total={60}
          of={t("youCanAnswer")}
          earned={{ most: "740000", likely: { low: "660000", high: "710000" } }}
          token={TOKEN}
          connection={{ state: "saved" }}
        />
      }
      item={<Item {...parts} />}
      long={renderer.long(example.payload)}
      stage={renderer.stage ?? false}
      question={renderer.question(example.config)}
      options={<Answer {...parts} onAnswer={() => undefined} given={undefined} suggestion={undefined} />}
      tools={
        <>
          <ToolButton hotkey="U" icon="undo">
            {t("undo")}
          </ToolButton>
          <ToolButton hotkey="S" icon="skip">
            {t("skip")}
          </ToolButton>
          <ToolButton hotkey="R" icon="flag">
            {t("report")}
          </ToolButton>
        </>
      }
      toolsEnd={<ToolButton hotkey="?">{t("allKeys")}</ToolButton>}
    />
  );
}
