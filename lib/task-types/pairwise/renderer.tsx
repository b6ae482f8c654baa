import { useTranslations } from "next-intl";
import { GhostOption } from "@/lib/ui/ghost-option";
import { useBenchKeys } from "../bench-keys";
import { ShownText } from "../shown-item";
import { SwipeHint } from "../swipe-hint";
import type { AnswerProps, ItemProps, Renderer } from "../task-type";
import { useSwipe } from "../use-swipe";
import { leftOf, type PairwiseAnswer, type PairwiseConfig, type PairwisePayload, verdictsOf } from "./schema";

const renderer: Renderer<PairwiseConfig, PairwisePayload, PairwiseAnswer> = {
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
          <section key={side} aria-label={t(i === 0 ? "left" : "right")} className="border border-rule-2 bg-raised p-4">
            <h3 className="mb-2 text-sm text-ink-3">
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
function SideName({ left }: { readonly left: boolean }) {
  const t = useTranslations("types.pairwise");
  return (
    <>
      <span className="max-md:hidden">{t(left ? "left" : "right")}</span>
      <span className="md:hidden">{t(left ? "upper" : "lower")}</span>
    </>
  );
}

function SideWords({ left }: { readonly left: boolean }) {
  const t = useTranslations("types.pairwise");
  return t.rich("sideBetter", { side: () => <SideName left={left} /> });
}

/** Arrows, 1 and 2 or a swipe name a side; T a tie, B both bad. Enter takes the suggestion. */
function Answer(props: AnswerProps<PairwiseConfig, PairwisePayload, PairwiseAnswer>) {
  const t = useTranslations("types.pairwise");
  const { config, payload, seat, given, onAnswer, suggestion, readOnly, hotkeys } = props;
  const [left, right] = sides(payload, seat);
  const options = [
    { verdict: left, hotkey: "1", also: "ArrowLeft", words: <SideWords left /> },
    { verdict: right, hotkey: "2", also: "ArrowRight", words: <SideWords left={false} /> },
    { verdict: "tie", hotkey: "T", also: "t", words: t("tie") },
    { verdict: "both bad", hotkey: "B", also: "b", words: t("bothBad") },
  ] as const;
  const lawful = verdictsOf(config);
  const shown = options.filter(({ verdict }) => lawful.includes(verdict));
  useBenchKeys(hotkeys && !readOnly, (key) => {
    const meant = shown.find(({ hotkey, also }) => key === hotkey || key === also)?.verdict;
    const verdict = key === "Enter" ? suggestion?.answer : meant;
    if (verdict !== undefined) onAnswer(verdict);
    return verdict !== undefined;
  });
  const lean = useSwipe(hotkeys && !readOnly, (side) => onAnswer(side === "start" ? left : right), true);
  const leant = lean === undefined ? undefined : lean === "start" ? left : right;

  return (
    <>
      <div className="ui-options" dir="ltr">
        {shown.map(({ verdict, hotkey, words }) => (
          <GhostOption
            key={verdict}
            hotkey={hotkey}
            data-lean={verdict === leant ? "" : undefined}
            selected={given === verdict}
            {...(suggestion?.answer === verdict
              ? { suggestion: { confidence: suggestion.confidence, acceptKey: "Enter" } }
              : {})}
            disabled={readOnly}
            onClick={() => onAnswer(verdict)}
          >
            {words}
          </GhostOption>
        ))}
      </div>
      {hotkeys && <SwipeHint />}
    </>
  );
}
