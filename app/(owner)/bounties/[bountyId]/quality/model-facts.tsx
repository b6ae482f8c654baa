import { modelCard } from "@/lib/prelabel/model-card";
import { DefinitionList } from "@/lib/ui/definition-list";
import { formatCount, formatPercent } from "@/lib/ui/format-number";

type Props = { readonly card: unknown; readonly suggestions: boolean };

/** The card of the model that suggests labels, as it was published. */
export function ModelFacts({ card, suggestions }: Props) {
  const found = modelCard.safeParse(card).data;
  if (!found)
    return (
      <section>
        <h3>{suggestions ? "No suggestion model yet" : "Suggestions are off"}</h3>
        <p className="mt-2 text-sm text-ink-3">
          {suggestions
            ? "One is trained from accepted labels as soon as it beats naming the most frequent one."
            : "This bounty was published without a suggestion model: every answer is blind."}
        </p>
      </section>
    );
  return (
    <section>
      <h3 className="mb-3">
        Suggestions are right in {formatPercent(found.accuracyCv, 1, 0)}; naming the most frequent label would be in{" "}
        {formatPercent(found.baseline, 1, 0)}
      </h3>
      <DefinitionList
        facts={[
          { term: "Kind", value: `${found.kind}, ${found.createdFrom.encoder}` },
          { term: "Learned from accepted labels", value: <span className="num">{formatCount(found.labelled)}</span> },
          { term: "Looked at items", value: <span className="num">{formatCount(found.items)}</span> },
          {
            term: "Right when held out, five folds",
            value: <span className="num">{formatPercent(found.accuracyCv, 1)}</span>,
          },
          { term: "Runs", value: "on the annotator’s device" },
        ]}
      />
    </section>
  );
}
