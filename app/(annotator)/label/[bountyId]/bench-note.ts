import type { IconName } from "@/lib/ui/icon-paths";

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
export function benchNote({ blind, model, suggestion, failure, wanted, possible }: State): {
  icon: IconName;
  words: string;
} {
  if (suggestion === "imported") {
    return {
      icon: "ghost",
      words:
        "Suggested by a model that the owner brought along. A suggestion is never an answer; copying it earns nothing extra.",
    };
  }
  if (!possible) return { icon: "blind", words: "This kind of work is done by people alone: no model suggests." };
  if (!wanted) return { icon: "blind", words: "The owner asked for answers without suggestions." };
  if (failure)
    return { icon: "blind", words: `No suggestions in this browser: ${failure}. Labeling works without them.` };
  if (blind) {
    return {
      icon: "blind",
      words: "No suggestion on this one, on purpose: a part of the items is answered by people alone.",
    };
  }
  if (suggestion) {
    return {
      icon: "ghost",
      words:
        "Suggested by the bounty's own model, on this device. A suggestion is never an answer; copying it earns nothing extra.",
    };
  }
  if (model) return { icon: "ghost", words: "The model is loading. You need not wait for it." };
  return { icon: "ghost", words: "Suggestions begin when the bounty's model has learned from enough answers." };
}
