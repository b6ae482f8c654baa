import type { IconName } from "@/lib/ui/icon-paths";
import type { BenchTranslator } from "./bench-translator";

type State = {
  readonly blind: boolean;
  readonly model: boolean;
  /** Where the suggestion on the screen comes from; undefined when there is none. */
  readonly suggestion: "imported" | "own" | undefined;
  readonly failure: string | undefined;
  readonly wanted: boolean;
  /** Whether a model can suggest answers of this kind at all. */
  readonly possible: boolean;
};

/** One line under the answers: where the suggestion comes from, or why there is none. */
export function benchNote(
  t: BenchTranslator,
  { blind, model, suggestion, failure, wanted, possible }: State,
): { icon: IconName; words: string } {
  if (suggestion === "imported") return { icon: "ghost", words: t("noteBrought") };
  if (!possible) return { icon: "blind", words: t("notePeopleOnly") };
  if (!wanted) return { icon: "blind", words: t("noteNotWanted") };
  if (failure) return { icon: "blind", words: t("noteFailure", { failure }) };
  if (blind) return { icon: "blind", words: t("noteBlind") };
  if (suggestion) return { icon: "ghost", words: t("noteSuggested") };
  return { icon: "ghost", words: model ? t("noteLoading") : t("noteNotYet") };
}
