import { useTranslations } from "next-intl";
import { memo, useCallback } from "react";
import { Button } from "@/lib/ui/button";
import { GhostOption } from "@/lib/ui/ghost-option";
import { KeyCap } from "@/lib/ui/key-cap";
import { hotkeyAt, placeOfKey, useBenchKeys } from "../bench-keys";
import { isLong, ShownItem } from "../shown-item";
import type { AnswerProps, Renderer } from "../task-type";
import type { RatingAnswer, RatingConfig, RatingPayload } from "./schema";

/** Up to so many steps a scale is a row of buttons, beyond a number to type. */
const MOST_BUTTONS = 10;

/** The ratings so far, null where there is none. */
type Work = readonly (number | null)[];

const renderer: Renderer<RatingConfig, RatingPayload, RatingAnswer, Work> = {
  question: (config) => config.question,
  steady: true,
  long: isLong,
  keys: (_, say) => [
    [["1", "…", "9", "A"], say("keyRate")],
    [["⌫"], say("keyBack")],
    [["Enter"], say("keyDone")],
  ],
  brief: ({ ratings }) => ratings.join(" · "),
  Item: ({ payload, assetUrl }) => <ShownItem content={payload} assetUrl={assetUrl} />,
  Answer,
};
export default renderer;

/** Keys rate the criteria one after the other: 1 is the lowest step; Enter gives the answer. */
function Answer(props: AnswerProps<RatingConfig, RatingPayload, RatingAnswer, Work>) {
  const t = useTranslations("types.rating");
  const { config, work, onWork, onAnswer, readOnly, hotkeys } = props;
  const { criteria, lowest, highest } = config;
  const ratings = criteria.map((_, i) => work?.[i] ?? null);
  const steps = highest - lowest + 1;
  const open = ratings.indexOf(null);
  const given = ratings.filter((value) => value !== null);
  const complete = given.length === criteria.length && given.every((value) => value >= lowest && value <= highest);
  const rate = useCallback(
    (at: number, value: number | null) =>
      onWork((before) => criteria.map((_, i) => (i === at ? value : (before?.[i] ?? null)))),
    [criteria, onWork],
  );
  const give = () => onAnswer({ ratings: given });
  useBenchKeys(hotkeys && !readOnly, (key) => {
    const step = placeOfKey(key);
    if (key === "Enter" && complete) give();
    else if (key === "Backspace") rate(open < 0 ? criteria.length - 1 : open - 1, null);
    else if (open >= 0 && steps <= MOST_BUTTONS && step >= 0 && step < steps) rate(open, lowest + step);
    else return false;
    return true;
  });

  return (
    <div className="ui-options">
      {criteria.map((criterion, at) => (
        <Criterion
          key={criterion}
          at={at}
          name={criterion}
          config={config}
          value={ratings[at] ?? null}
          active={at === open}
          readOnly={readOnly}
          onRate={rate}
        />
      ))}
      <Button kind="ink" disabled={readOnly || !complete} aria-keyshortcuts="Enter" onClick={give}>
        {t("done")}
      </Button>
    </div>
  );
}

type StepProps = {
  /** Which of the criteria. */
  readonly at: number;
  readonly readOnly: boolean;
  onRate(at: number, value: number | null): void;
};

type CriterionProps = StepProps & {
  readonly name: string;
  readonly config: RatingConfig;
  readonly value: number | null;
  /** Whether the keys rate this one now. */
  readonly active: boolean;
};

/** A key changes one criterion and two steps of it: the others are not drawn anew. */
const Criterion = memo(function Criterion({ at, name, config, value, active, readOnly, onRate }: CriterionProps) {
  const t = useTranslations("types.rating");
  const { lowest, highest } = config;
  const steps = highest - lowest + 1;
  const values = Array.from({ length: Math.min(steps, MOST_BUTTONS) }, (_, i) => lowest + i);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 flex items-center gap-2 text-sm" data-active={active ? "" : undefined}>
        <span className={active ? "font-medium" : "text-ink-2"} dir="auto">
          {name}
        </span>
        {steps <= MOST_BUTTONS && (
          <span className={active ? "max-md:hidden" : "invisible max-md:hidden"} aria-hidden>
            <KeyCap>{`1…${hotkeyAt(steps - 1).hotkey}`}</KeyCap>
          </span>
        )}
      </legend>
      {steps > MOST_BUTTONS ? (
        <input
          type="number"
          className="ui-input"
          aria-label={t("scale", { name, lowest, highest })}
          min={lowest}
          max={highest}
          step={1}
          value={value ?? ""}
          readOnly={readOnly}
          onChange={({ target }) => onRate(at, Number.isInteger(target.valueAsNumber) ? target.valueAsNumber : null)}
        />
      ) : (
        <div className="ui-scale">
          {values.map((step) => (
            <Step key={step} {...{ at, step, readOnly, onRate }} selected={value === step} />
          ))}
        </div>
      )}
    </fieldset>
  );
});

type OneStep = StepProps & { readonly step: number; readonly selected: boolean };

const Step = memo(({ at, step, selected, readOnly, onRate }: OneStep) => (
  <GhostOption selected={selected} disabled={readOnly} onClick={() => onRate(at, step)}>
    {step}
  </GhostOption>
));
