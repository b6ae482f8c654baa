import { useTranslations } from "next-intl";
import { Histogram } from "@/lib/ui/histogram";
import { answersFinding } from "./findings";

type Props = { readonly itemsByAnswers: readonly number[]; readonly overlap: number };

export function AnswersHistogram({ itemsByAnswers, overlap }: Props) {
  const t = useTranslations("quality");
  const last = itemsByAnswers.length - 1;
  return (
    <Histogram
      title={answersFinding(t, itemsByAnswers, overlap)}
      unit={t("histUnit", { overlap })}
      summary={itemsByAnswers.map((items, answers) => t("histAt", { count: items, answers })).join(", ")}
      placeName={t("answersWord")}
      countName={t("itemsWord")}
      columns={itemsByAnswers.map((count, answers) => ({
        label: answers === last && answers === 20 ? "20+" : String(answers),
        count,
        ...(answers < overlap && { tone: "soft" as const }),
      }))}
    />
  );
}
