import { useMemo } from "react";
import { ActButtons, type NamedAct, pastActs } from "../act-buttons";
import { PAST_KEYS } from "../bench-keys";
import { heldIn, labeled, type Stretch } from "../interval-marking";
import { LabelPicker } from "../label-picker";
import { ReachButtons } from "../reach-buttons";
import type { AnswerProps, ItemProps, Renderer, WorkProps } from "../task-type";
import { type Offsets, offsetsOf } from "../text-offsets";
import { penOf } from "../text-pen";
import { TextStage } from "../text-stage";
import { DoneButton } from "../thing-list";
import { Arcs } from "./arcs";
import { endsOf, Lists, type WordsIn } from "./lists";
import {
  type Act,
  begun,
  canLink,
  doneAgain,
  headed,
  linked,
  marked,
  markingOf,
  type Relating,
  taken,
  takenBack,
  turned,
} from "./relating";
import { useRelationKeys } from "./relation-keys";
import { type RelationsAnswer, type RelationsConfig, type RelationsPayload, thingsOf } from "./schema";

const renderer: Renderer<RelationsConfig, RelationsPayload, RelationsAnswer, Relating> = {
  question: (config) => config.question,
  long: () => true,
  stage: true,
  keys: ({ given }) => [
    [[",", "."], "take the span before or the next one in hand"],
    [["Space"], "the next relation leads from it"],
    [
      ["1", "…", "z"],
      given ? "relate it so with the span in hand" : "label what is picked, or relate the span in hand",
    ],
    [["PgUp", "PgDn"], "take the relation before or the next one in hand"],
    [["/"], "turn it round"],
    [["⌫"], given ? "remove it" : "remove it, or the span in hand"],
    ...(given ? [] : MARKING_KEYS),
    PAST_KEYS,
    [["Esc"], "let go"],
    [["Enter"], "done"],
  ],
  brief: ({ relations }) => (relations.length === 1 ? "1 relation" : `${relations.length} relations`),
  Item,
  Answer,
};
export default renderer;

/** So much of a span stands in lists. */
const MOST_SHOWN = 60;

const MARKING_KEYS = [
  [["←", "→"], "pick the word before or the next one"],
  [["Shift", "← →"], "a word less or more"],
  [["[", "]"], "one sign less or more at the end; with Shift at the start"],
] as const;

/** The text with its spans, and arrows from one to another. */
function Item(props: ItemProps<RelationsConfig, RelationsPayload> & WorkProps<Relating>) {
  const { config, payload, work = begun(config, payload), onWork, readOnly } = props;
  const { spans, relations } = work.drawn;
  const link = work.link === null ? undefined : relations[work.link];
  const change = (act: Act) => onWork((before = begun(config, payload)) => act(before));
  return (
    <TextStage
      text={payload.text}
      labels={thingsOf(config, payload)}
      marking={{ ...markingOf(work), at: work.at ?? link?.from ?? null }}
      readOnly={readOnly}
      onPick={config.given ? undefined : (pick) => change((old) => ({ ...old, pick, at: null, link: null }))}
      onTake={(at) => change((old) => taken(old, at, config.given))}
      over={(rangeOf) => (
        <Arcs {...{ spans, relations, rangeOf }} labels={config.labels} at={work.link} from={work.from} />
      )}
    />
  );
}

/** Labels of spans, where they are marked here, of relations, both lists, and done. */
function Answer(props: AnswerProps<RelationsConfig, RelationsPayload, RelationsAnswer, Relating>) {
  const { config, payload, work = begun(config, payload), onWork, onAnswer, readOnly, hotkeys } = props;
  const { given, things, labels, overlap } = config;
  const { spans, relations } = work.drawn;
  const change = (act: Act) => onWork((before = begun(config, payload)) => act(before));
  const give = () => onAnswer({ spans, relations });
  const offsets = useMemo(() => offsetsOf(payload.text), [payload.text]);
  const pen = useMemo(() => penOf(payload.text, offsets, overlap), [payload.text, offsets, overlap]);
  const name = (label: string) => {
    getSelection()?.removeAllRanges();
    change((old) => marked(old, (marking) => labeled(marking, label, overlap)));
  };
  const relate = (label: string) => change((old) => linked(old, label));
  useRelationKeys(hotkeys && !readOnly, { config, pen, change, name, relate, give });
  const held = heldIn(markingOf(work));
  const link = work.link === null ? undefined : relations[work.link];
  const wordsIn = (stretch: Stretch) => wordsOfStretch(payload.text, offsets, stretch);
  return (
    <div className="grid gap-3">
      {!given && (
        <LabelPicker
          labels={things}
          active={work.at === null ? undefined : spans[work.at]?.label}
          disabled={readOnly || !held}
          onPick={name}
        />
      )}
      <p className="line-clamp-2 text-sm text-ink-3" role="status">
        {saying(work, given, wordsIn)}
      </p>
      {!given && held && work.from === null && work.link === null && (
        <ReachButtons pen={pen} disabled={readOnly} onReach={(by) => change((old) => marked(old, by))} />
      )}
      <LabelPicker
        labels={labels}
        keysFrom={given ? 0 : things.length}
        active={link?.label}
        disabled={readOnly || !(canLink(work) || link)}
        onPick={relate}
      />
      <ActButtons acts={mending(work)} disabled={readOnly} onAct={change} />
      <Lists {...{ config, work, change, wordsIn }} things={thingsOf(config, payload)} disabled={readOnly} />
      <DoneButton count={relations.length} none="Nothing to relate" disabled={readOnly} onGive={give} />
    </div>
  );
}

const wordsOfStretch = (text: string, offsets: Offsets, { start, end }: Stretch): string =>
  text.slice(offsets.toUnits(start), Math.min(offsets.toUnits(end), offsets.toUnits(start) + MOST_SHOWN));

/** What can be done to what is in hand. */
const mending = (work: Relating): readonly NamedAct<Act>[] => [
  [work.from !== null && work.from === work.at ? "Not from here" : "From here", work.at !== null, headed],
  ["Turn round", canLink(work) || work.link !== null, turned],
  ...pastActs<Act>(work, takenBack, doneAgain),
];

/** What is in hand, and what comes next. */
function saying(work: Relating, given: boolean, wordsIn: WordsIn): string {
  const { drawn, pick, at, from, link } = work;
  const held = heldIn(markingOf(work));
  const relation = link === null ? undefined : drawn.relations[link];
  const head = from === null ? undefined : drawn.spans[from];
  if (relation) return `${endsOf(relation, drawn.spans, wordsIn)}: ${relation.label}`;
  if (from !== null && at !== null && from !== at)
    return `${endsOf({ label: "", from, to: at }, drawn.spans, wordsIn)}: choose the relation.`;
  if (head) return `From ${wordsIn(head)}: take the span it leads to.`;
  if (held) return `${pick ? "Picked" : "In hand"}: ${wordsIn(held)}`;
  return given ? "Tap the span that a relation leads from." : "Mark spans first: select words, or tap one.";
}
