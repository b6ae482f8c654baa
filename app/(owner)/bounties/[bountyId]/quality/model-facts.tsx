import { useTranslations } from "next-intl";
import { modelCard } from "@/lib/prelabel/model-card";
import { DefinitionList } from "@/lib/ui/definition-list";
import { formatCount, formatPercent } from "@/lib/ui/format-number";

type Props = { readonly card: unknown; readonly suggestions: boolean };

/** The card of the model that suggests labels, as it was published. */
export function ModelFacts({ card, suggestions }: Props) {
  const t = useTranslations("quality");
  const found = modelCard.safeParse(card).data;
  if (!found)
    return (
      <section>
        <h3>{t(suggestions ? "modelNone" : "modelOff")}</h3>
        <p className="mt-2 text-sm text-ink-3">{t(suggestions ? "modelNoneWords" : "modelOffWords")}</p>
      </section>
    );
  return (
    <section>
      <h3 className="mb-3">
        {t("modelRight", {
          share: formatPercent(found.accuracyCv, 1, 0),
          baseline: formatPercent(found.baseline, 1, 0),
        })}
      </h3>
      <DefinitionList
        facts={[
          { term: t("modelKind"), value: `${found.kind}, ${found.createdFrom.encoder}` },
          { term: t("modelLearned"), value: <span className="num">{formatCount(found.labelled)}</span> },
          { term: t("modelLooked"), value: <span className="num">{formatCount(found.items)}</span> },
          {
            term: t("modelHeld"),
            value: <span className="num">{formatPercent(found.accuracyCv, 1)}</span>,
          },
          { term: t("modelRuns"), value: t("modelDevice") },
        ]}
      />
    </section>
  );
}
