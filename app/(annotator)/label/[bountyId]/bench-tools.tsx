import { ToolButton } from "@/lib/ui/tool-button";
import type { Tools } from "./use-tool-keys";

type Props = {
  readonly tools: Tools;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly guidelines: boolean;
};

/** The tools at the foot of the bench, each with its key. Redo is there when something was taken back. */
export function BenchTools({ tools, canUndo, canRedo, guidelines }: Props) {
  return (
    <>
      <ToolButton hotkey="U" icon="undo" onClick={tools.undo} disabled={!canUndo}>
        Undo
      </ToolButton>
      {canRedo && (
        <ToolButton hotkey="Y" icon="redo" onClick={tools.redo}>
          Redo
        </ToolButton>
      )}
      <ToolButton hotkey="S" icon="skip" onClick={tools.skip}>
        Skip
      </ToolButton>
      <ToolButton hotkey="R" icon="flag" onClick={tools.report}>
        Report
      </ToolButton>
      {guidelines && (
        <ToolButton hotkey="G" icon="book" onClick={tools.guidelines}>
          Guidelines
        </ToolButton>
      )}
    </>
  );
}
