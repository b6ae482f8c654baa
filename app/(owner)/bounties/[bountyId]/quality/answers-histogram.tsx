import { countOf } from "@/lib/ui/format-number";
import { Histogram } from "@/lib/ui/histogram";
import { answersFinding } from "./findings";

type Props = { readonly itemsByAnswers: readonly number[]; readonly overlap: number };

export function AnswersHistogram({ itemsByAnswers, overlap }: Props) {
  const last = itemsByAnswers.length - 1;
  return (
    <Histogram
      title={answersFinding(itemsByAnswers, overlap)}
      unit={`items by answers so far; pale: not yet at ${overlap}`}
      summary={itemsByAnswers.map((items, answers) => `${countOf(items, "item")} with ${answers}`).join(", ")}
      placeName="answers"
      countName="items"
      columns={itemsByAnswers.map((count, answers) => ({
        label: answers === last && answers === 20 ? "20+" : String(answers),
        count,
        ...(answers < overlap && { tone: "soft" as const }),
      }))}
    />
  );
}
