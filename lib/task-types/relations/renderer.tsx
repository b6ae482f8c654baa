import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ActButtons, type NamedAct, pastActs } from "../act-buttons";
import { pastKeys } from "../bench-keys";
import { heldIn, labeled, type Stretch } from "../interval-marking";
import { LabelPicker } from "../label-picker";
import { ReachButtons } from "../reach-buttons";
import type { AnswerProps, ItemProps, KeyWords, Renderer, Say, WorkProps } from "../task-type";
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
  keys: ({ given }, say) => [
    [[",", "."], say("keyTake")],
    [["Space"], say("keyHead")],
    [["1", "…", "z"], say(given ? "keyRelate" : "keyLabel")],
    [["PgUp", "PgDn"], say("keyLink")],
    [["/"], say("keyTurn")],
    [["⌫"], say(given ? "keyRemove" : "keyRemoveAny")],
    ...(given ? [] : markingKeys(say)),
    pastKeys(say),
    [["Esc"], say("keyLetGo")],
    [["Enter"], say("keyDone")],
  ],
  brief: ({ relations }, say) => say("brief", { count: relations.length }),
  Item,
  Answer,
};
export default renderer;

/** So much of a span stands in lists. */
const MOST_SHOWN = 60;

const markingKeys = (say: Say): readonly KeyWords[] => [
  [["←", "→"], say("keyWord")],
  [["Shift", "← →"], say("keyMore")],
  [["[", "]"], say("keySign")],
];

/** The text with its spans, and arrows from one to another. */
function Item(props: ItemProps<RelationsConfig, RelationsPayload> & WorkProps<Relating>) {
  const { config, payload, onWork, readOnly } = props;
  const { work, things } = useBegun(props);
  const { spans, relations } = work.drawn;
  const link = work.link === null ? undefined : relations[work.link];
  const change = (act: Act) => onWork((before = begun(config, payload)) => act(before));
  return (
    <TextStage
      text={payload.text}
      labels={things}
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
  const t = useTranslations("types.relations");
  const { config, payload, onWork, onAnswer, readOnly, hotkeys } = props;
  const { work, things: named } = useBegun(props);
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
        {saying(work, given, wordsIn, t)}
      </p>
      {!given && held && work.from === null && work.link === null && (
        <ReachButtons say={t} pen={pen} disabled={readOnly} onReach={(by) => change((old) => marked(old, by))} />
      )}
      <LabelPicker
        labels={labels}
        keysFrom={given ? 0 : things.length}
        active={link?.label}
        disabled={readOnly || !(canLink(work) || link)}
        onPick={relate}
      />
      <ActButtons acts={mending(work, t)} disabled={readOnly} onAct={change} />
      <Lists {...{ config, work, change, wordsIn }} things={named} disabled={readOnly} />
      <DoneButton count={relations.length} none={t("none")} disabled={readOnly} onGive={give} />
    </div>
  );
}

/** What is in the making, and what spans are called: of an item that nothing was done to the same at every drawing. */
function useBegun({ config, payload, work }: ItemProps<RelationsConfig, RelationsPayload> & WorkProps<Relating>) {
  const fresh = useMemo(() => begun(config, payload), [config, payload]);
  const things = useMemo(() => thingsOf(config, payload), [config, payload]);
  return { work: work ?? fresh, things };
}

const wordsOfStretch = (text: string, offsets: Offsets, { start, end }: Stretch): string =>
  text.slice(offsets.toUnits(start), Math.min(offsets.toUnits(end), offsets.toUnits(start) + MOST_SHOWN));

/** What can be done to what is in hand. */
const mending = (work: Relating, t: Say): readonly NamedAct<Act>[] => [
  [work.from !== null && work.from === work.at ? t("notFromHere") : t("fromHere"), work.at !== null, headed],
  [t("turnRound"), canLink(work) || work.link !== null, turned],
  ...pastActs<Act>(t, work, takenBack, doneAgain),
];

/** What is in hand, and what comes next. */
function saying(work: Relating, given: boolean, wordsIn: WordsIn, t: Say): string {
  const { drawn, pick, at, from, link } = work;
  const held = heldIn(markingOf(work));
  const relation = link === null ? undefined : drawn.relations[link];
  const head = from === null ? undefined : drawn.spans[from];
  if (relation) return t("related", { ends: endsOf(relation, drawn.spans, wordsIn), relation: relation.label });
  if (from !== null && at !== null && from !== at)
    return t("choose", { ends: endsOf({ label: "", from, to: at }, drawn.spans, wordsIn) });
  if (head) return t("fromSpan", { words: wordsIn(head) });
  if (held) return t(pick ? "picked" : "inHand", { words: wordsIn(held) });
  return t(given ? "tapHead" : "markFirst");
}
