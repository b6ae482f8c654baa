import type { BountySummary } from "@/lib/bounties/bounty-view";
import type { IconName } from "@/lib/ui/icon-paths";

/** What a bounty asks for in two words, with its sign: `Text choice`. */
export function kindWords({ kind, taskTitle }: Pick<BountySummary, "kind" | "taskTitle">): {
  readonly icon: IconName;
  readonly words: string;
} {
  const task = taskTitle.replace(/^Single /, "");
  if (kind === "image") return { icon: "image", words: `Image ${task}` };
  if (kind === "text") return { icon: "text", words: `Text ${task}` };
  return { icon: "multi", words: taskTitle };
}
