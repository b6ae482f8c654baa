import { z } from "zod";
import { taskTypeOf } from "@/lib/task-types/registry";

const Asked = z.object({ question: z.string() });

/** What a bounty asks, in its own words: the question, and the names that its type lists (labels, criteria, points). */
export type AskedWords = {
  readonly question: string;
  readonly names: readonly string[];
  /** What one of them is called: "label". */
  readonly one: string;
  /** What all of them are called: "Labels". */
  readonly title: string;
};

/** The words of a bounty's config; empty while they are not set. Throws `invalid_input` for an unknown type. */
export function questionOf(taskType: string, config: unknown): AskedWords {
  const { question } = Asked.safeParse(config).data ?? { question: "" };
  const list = taskTypeOf(taskType).form.find((part) => part.kind === "names");
  if (list?.kind !== "names") return { question, names: [], one: "", title: "" };
  const names = z.object({ [list.key]: z.array(z.string()) }).safeParse(config).data?.[list.key] ?? [];
  return { question, names, one: list.one, title: list.title };
}
