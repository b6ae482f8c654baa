import { useCallback, useState } from "react";
import { Button } from "@/lib/ui/button";
import { GhostOption } from "@/lib/ui/ghost-option";
import { placeOfKey, useBenchKeys } from "../bench-keys";
import { isLong, ShownContent } from "../shown-content";
import type { AnswerProps, Renderer } from "../task-type";
import type { RatingAnswer, RatingConfig, RatingPayload } from "./schema";

/** Up to so many steps a scale is a row of buttons, beyond a number to type. */
const MOST_BUTTONS = 10;

const renderer: Renderer<RatingConfig, RatingPayload, RatingAnswer> = {
  question: (config) => config.question,
  long: isLong,
  brief: ({ ratings }) => ratings.join(" · "),
  Item: ({ payload, assetUrl }) => <ShownContent content={payload} assetUrl={assetUrl} />,
  Answer,
};
export default renderer;

/** Keys rate the criteria one after the other: 1 is the lowest step; Enter gives the answer. */
function Answer({
  config,
  draft,
  onChange,
  readOnly,
  hotkeys,
}: AnswerProps<RatingConfig, RatingPayload, RatingAnswer>) {
  const { criteria, lowest, highest } = config;
  const [ratings, setRatings] = useState<readonly (number | undefined)[]>(
    draft?.ratings ?? criteria.map(() => undefined),
  );
  const steps = highest - lowest + 1;
  const open = ratings.indexOf(undefined);
  const given = ratings.filter((value) => value !== undefined);
  const complete = given.length === criteria.length && given.every((value) => value >= lowest && value <= highest);
  const rate = useCallback(
    (at: number, value: number | undefined) => setRatings((before) => before.map((old, i) => (i === at ? value : old))),
    [],
  );
  const take = useCallback(
    (key: string) => {
      const step = placeOfKey(key);
      if (key === "Enter" && complete) onChange({ ratings: given });
      else if (key === "Backspace") rate(open < 0 ? criteria.length - 1 : open - 1, undefined);
      else if (open >= 0 && steps <= MOST_BUTTONS && step >= 0 && step < steps) rate(open, lowest + step);
      else return false;
      return true;
    },
    [complete, given, onChange, open, criteria.length, steps, lowest, rate],
  );
  useBenchKeys(hotkeys && !readOnly, take);

  return (
    <div className="ui-options">
      {criteria.map((criterion, at) => (
        <Criterion
          key={criterion}
          name={criterion}
          config={config}
          value={ratings[at]}
          active={at === open}
          readOnly={readOnly}
          onRate={(value) => rate(at, value)}
        />
      ))}
      <Button
        kind="ink"
        disabled={readOnly || !complete}
        aria-keyshortcuts="Enter"
        onClick={() => onChange({ ratings: given })}
      >
        Done
      </Button>
    </div>
  );
}

type CriterionProps = {
  readonly name: string;
  readonly config: RatingConfig;
  readonly value: number | undefined;
  /** Whether the keys rate this one now. */
  readonly active: boolean;
  readonly readOnly: boolean;
  onRate(value: number | undefined): void;
};

function Criterion({ name, config: { lowest, highest }, value, active, readOnly, onRate }: CriterionProps) {
  const steps = highest - lowest + 1;
  const values = Array.from({ length: Math.min(steps, MOST_BUTTONS) }, (_, i) => lowest + i);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm">{name}</legend>
      {steps > MOST_BUTTONS ? (
        <input
          type="number"
          className="ui-input"
          aria-label={`${name}, ${lowest} to ${highest}`}
          min={lowest}
          max={highest}
          step={1}
          value={value ?? ""}
          readOnly={readOnly}
          onChange={({ target }) => onRate(Number.isInteger(target.valueAsNumber) ? target.valueAsNumber : undefined)}
        />
      ) : (
        <div className="grid auto-cols-fr grid-flow-col gap-1.5">
          {values.map((step, i) => (
            <GhostOption
              key={step}
              {...(active ? { hotkey: i === 9 ? "A" : String(i + 1) } : {})}
              selected={value === step}
              disabled={readOnly}
              onClick={() => onRate(step)}
            >
              {step}
            </GhostOption>
          ))}
        </div>
      )}
    </fieldset>
  );
}
