import { useTranslations } from "next-intl";
import { removed, type Stretch } from "../interval-marking";
import type { Interval } from "../interval-votes";
import { ThingList } from "../thing-list";
import { toneOf } from "../tones";
import { type Act, linkTaken, marked, type Relating, taken, unlinked } from "./relating";
import type { Relation, RelationsConfig } from "./schema";

/** The words of a stretch. */
export type WordsIn = (stretch: Stretch) => string;

type ListsProps = {
  readonly config: RelationsConfig;
  /** What spans are called. */
  readonly things: readonly string[];
  readonly work: Relating;
  readonly disabled: boolean;
  change(act: Act): void;
  readonly wordsIn: WordsIn;
};

/** Relations and spans in words: each can be taken up, and what is one's own off, without a pointer on the text. */
export function Lists({ config: { given, labels }, things, work, disabled, change, wordsIn }: ListsProps) {
  const t = useTranslations("types.relations");
  const { spans, relations } = work.drawn;
  return (
    <>
      <ThingList
        one={t("oneRelation")}
        title={t("relations")}
        things={relations.map((relation) => ({
          label: endsOf(relation, spans, wordsIn),
          tone: toneOf(labels, relation.label),
          words: relation.label,
        }))}
        at={work.link}
        disabled={disabled}
        onSelect={(place) => change((old) => linkTaken(old, place))}
        onRemove={(place) => change((old) => unlinked(old, place))}
      />
      <ThingList
        one={t("oneSpan")}
        title={t("spans")}
        things={spans.map((span) => ({ label: wordsIn(span), tone: toneOf(things, span.label), words: span.label }))}
        at={work.at}
        disabled={disabled}
        onSelect={(place) => change((old) => taken(old, place, given))}
        onRemove={given ? undefined : (place) => change((old) => marked(old, (marking) => removed(marking, place)))}
      />
    </>
  );
}

/** A relation's two ends in words. */
export const endsOf = ({ from, to }: Relation, spans: readonly Interval[], wordsIn: WordsIn): string =>
  [from, to].map((place) => (spans[place] ? wordsIn(spans[place]) : "")).join(" → ");
