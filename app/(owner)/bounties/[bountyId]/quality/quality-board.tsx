import { useTranslations } from "next-intl";
import type { QualityView } from "@/lib/consensus/quality-view";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { Section } from "@/lib/ui/section";
import { AgreementChart } from "./agreement-chart";
import { AgreementTable } from "./agreement-table";
import { AnnotatorDots } from "./annotator-dots";
import { AnswersHistogram } from "./answers-histogram";
import { BlindTable } from "./blind-table";
import { ConfusionMap } from "./confusion-map";
import { ContestedTable } from "./contested-table";
import type { Deal } from "./deal";
import { ModelFacts } from "./model-facts";
import { ScoresTable } from "./scores-table";

type Props = { readonly view: QualityView; readonly deal: Deal };

/** The charts, each under its finding; before the first answers, what will stand here. */
export function QualityBoard({ view, deal }: Props) {
  const t = useTranslations("quality");
  const { bounty, report, annotators, contested, labels, model } = view;
  if (!report || report.version === 0)
    return (
      <div className="mt-8">
        <EmptyState
          wholePage
          title={t("noAnswers")}
          action={<ButtonLink href={`/bounties/${bounty.id}`}>{t("seeAsThey")}</ButtonLink>}
        >
          {t("noAnswersWords")}
        </EmptyState>
      </div>
    );
  return (
    <>
      <div className="ui-board mt-8">
        <div className="col-span-7 max-lg:col-span-full">
          <AgreementChart report={report} />
        </div>
        <div className="col-span-5 max-lg:col-span-full">
          <ConfusionMap labels={labels} confusion={report.confusion} />
        </div>
        <div className="col-span-7 grid content-start gap-10 max-lg:col-span-full">
          <AnnotatorDots annotators={annotators} />
          <ModelFacts card={model} suggestions={deal.policy.suggestions} />
        </div>
        <div className="col-span-5 grid content-start gap-10 max-lg:col-span-full">
          <AnswersHistogram itemsByAnswers={report.itemsByAnswers} overlap={deal.policy.overlap} />
          <BlindTable report={report} />
          {report.scores && <ScoresTable scores={report.scores} />}
          <AgreementTable coefficients={report.coefficients} />
        </div>
      </div>
      <Section title={t("contested")} note={t("contestedNote")}>
        <ContestedTable rows={contested} overlap={deal.policy.overlap} />
      </Section>
    </>
  );
}
