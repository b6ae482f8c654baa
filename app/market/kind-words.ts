import { useTranslations } from "next-intl";
import type { BountySummary } from "@/lib/bounties/bounty-view";
import type { Say } from "@/lib/task-types/task-type";
import type { IconName } from "@/lib/ui/icon-paths";

type Asked = Pick<BountySummary, "kind" | "taskType" | "taskTitle">;

export type KindWords = (asked: Asked) => { readonly icon: IconName; readonly words: string };

/** What a bounty asks for in two words, with its sign: `Text choice`. A type without words of its own goes by its title. */
export function useKindWords(): KindWords {
  const t = useTranslations("market");
  // The types' words are known to their own folders alone (tests/locale looks after their names).
  const types = useTranslations("types") as unknown as Say & { has(name: string): boolean };
  return ({ kind, taskType, taskTitle }) => {
    const known = types.has(`${taskType}.title`);
    const task = known ? types(`${taskType}.short`) : taskTitle;
    if (kind === "image") return { icon: "image", words: t("kindImage", { task }) };
    if (kind === "text") return { icon: "text", words: t("kindText", { task }) };
    return { icon: "multi", words: known ? types(`${taskType}.title`) : taskTitle };
  };
}
