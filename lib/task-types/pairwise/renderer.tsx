import { useTranslations } from "next-intl";
import { memo } from "react";
import { GhostOption } from "@/lib/ui/ghost-option";
import { useBenchKeys } from "../bench-keys";
import { seatOf } from "../seat";
import { ShownText } from "../shown-item";
import { SwipeHint } from "../swipe-hint";
import type { AnswerProps, ItemProps, Renderer } from "../task-type";
import { useSwipe } from "../use-swipe";
import { leftOf, type PairwiseAnswer, type PairwiseConfig, type PairwisePayload, verdictsOf } from "./schema";

const renderer: Renderer<PairwiseConfig, PairwisePayload, PairwiseAnswer> = {
  seat: seatOf,
  question: (config) => config.question,
  steady: true,
  long: () => true,
  keys: ({ tie, bothBad }, say) => [
    [["←", "→"], say("keySide")],
    ...(tie ? [[["T"], say("keyTie")] as const] : []),
    ...(bothBad ? [[["B"], say("keyBad")] as const] : []),
    [["Enter"], say("keyTake")],
  ],
  brief: (answer) => answer,
  Item,
  Answer,
};
export default renderer;

const sides = (payload: PairwisePayload, seat: number) =>
  leftOf(payload, seat) === "a" ? (["a", "b"] as const) : (["b", "a"] as const);

function Item({ payload, seat }: ItemProps<PairwiseConfig, PairwisePayload>) {
  const t = useTranslations("types.pairwise");
  return (
    <div className="grid gap-4">
      {payload.prompt !== "" && <ShownText>{payload.prompt}</ShownText>}
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1" dir="ltr">
        {sides(payload, seat).map((side, i) => (
          <section
            key={i === 0 ? "left" : "right"} // by place: from item to item nothing moves but the words
            aria-label={t(i === 0 ? "left" : "right")}
            className="border border-rule-2 bg-raised p-4"
          >
            <h3 aria-level={2} className="mb-2 text-sm text-ink-3">
              <SideName left={i === 0} />
            </h3>
            <ShownText>{payload[side].text}</ShownText>
          </section>
        ))}
      </div>
    </div>
  );
}

/** Side by side where there is room, else one under the other. */
const SideName = memo(function SideName({ left }: { readonly left: boolean }) {
  const t = useTranslations("types.pairwise");
  return (
    <>
      <span className="max-md:hidden">{t(left ? "left" : "right")}</span>
      <span className="md:hidden">{t(left ? "upper" : "lower")}</span>
    </>
  );
});

function SideWords({ left }: { readonly left: boolean }) {
  const t = useTranslations("types.pairwise");
  return t.rich("sideBetter", { side: () => <SideName left={left} /> });
}

/** The options by place: two sides, then the two that name neither. */
const PLACES = [
  { hotkey: "1", also: "ArrowLeft" },
  { hotkey: "2", also: "ArrowRight" },
  { hotkey: "T", also: "t" },
  { hotkey: "B", also: "b" },
] as const;

/** Arrows, 1 and 2 or a swipe name a side; T a tie, B both bad. Enter takes the suggestion. */
function Answer(props: AnswerProps<PairwiseConfig, PairwisePayload, PairwiseAnswer>) {
  const { config, payload, seat, given, onAnswer, suggestion, readOnly, hotkeys } = props;
  const [left, right] = sides(payload, seat);
  const verdicts = [left, right, "tie", "both bad"] as const;
  const lawful = verdictsOf(config);
  useBenchKeys(hotkeys && !readOnly, (key) => {
    const meant = verdicts[PLACES.findIndex(({ hotkey, also }) => key === hotkey || key === also)];
    const verdict = key === "Enter" ? suggestion?.answer : meant;
    if (verdict === undefined || !lawful.includes(verdict)) return false;
    onAnswer(verdict);
    return true;
  });
  const lean = useSwipe(hotkeys && !readOnly, (side) => onAnswer(side === "start" ? left : right), true);
  const leant = lean === undefined ? undefined : lean === "start" ? left : right;

  return (
    <>
      <div className="ui-options" dir="ltr">
        {verdicts.map(
          (verdict, place) =>
            lawful.includes(verdict) && (
              <Option
                key={PLACES[place]?.hotkey}
                {...{ place, verdict, readOnly, onAnswer }}
                leant={verdict === leant}
                selected={given === verdict}
                confidence={suggestion?.answer === verdict ? suggestion.confidence : undefined}
              />
            ),
        )}
      </div>
      {hotkeys && <SwipeHint />}
    </>
  );
}

type OptionProps = {
  readonly place: number;
  readonly verdict: PairwiseAnswer;
  readonly leant: boolean;
  readonly selected: boolean;
  /** Of the model that proposes this one. */
  readonly confidence: number | undefined;
  readonly readOnly: boolean;
  onAnswer(verdict: PairwiseAnswer): void;
};

/** From item to item only the sides mean something else, where they are the other way round. */
const Option = memo(function Option(props: OptionProps) {
  const { place, verdict, leant, selected, confidence, readOnly, onAnswer } = props;
  const t = useTranslations("types.pairwise");
  return (
    <GhostOption
      hotkey={PLACES[place]?.hotkey ?? ""}
      data-lean={leant ? "" : undefined}
      selected={selected}
      {...(confidence === undefined ? {} : { suggestion: { confidence, acceptKey: "Enter" } })}
      disabled={readOnly}
      onClick={() => onAnswer(verdict)}
    >
      {verdict === "tie" ? t("tie") : verdict === "both bad" ? t("bothBad") : <SideWords left={place === 0} />}
    </GhostOption>
  );
});
