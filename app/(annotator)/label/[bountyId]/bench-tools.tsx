import { useTranslations } from "next-intl";
import { memo } from "react";
import type { BenchEngine } from "@/lib/client/bench-engine";
import { useSeenBehind } from "@/lib/client/use-bench";
import { ToolButton } from "@/lib/ui/tool-button";
import type { Tools } from "./use-tool-keys";

type Props = {
  readonly engine: BenchEngine;
  readonly tools: Tools;
  readonly guidelines: boolean;
};

/** The tools at the foot of the bench, each with its key. Redo is there when something was taken back. */
export const BenchTools = memo(function BenchTools({ engine, tools, guidelines }: Props) {
  const t = useTranslations("bench");
  const { canUndo, canRedo } = useSeenBehind(engine);
  return (
    <>
      <ToolButton hotkey="U" icon="undo" onClick={tools.undo} disabled={!canUndo}>
        {t("undo")}
      </ToolButton>
      {canRedo && (
        <ToolButton hotkey="Y" icon="redo" onClick={tools.redo}>
          {t("redo")}
        </ToolButton>
      )}
      <ToolButton hotkey="S" icon="skip" onClick={tools.skip}>
        {t("skip")}
      </ToolButton>
      <ToolButton hotkey="R" icon="flag" onClick={tools.report}>
        {t("report")}
      </ToolButton>
      {guidelines && (
        <ToolButton hotkey="G" icon="book" onClick={tools.guidelines}>
          {t("guidelines")}
        </ToolButton>
      )}
    </>
  );
});

/** Shows all keys. */
export const KeysTool = memo(function KeysTool({ onClick }: { onClick(): void }) {
  const t = useTranslations("bench");
  return (
    <ToolButton hotkey="?" onClick={onClick}>
      {t("allKeys")}
    </ToolButton>
  );
});
