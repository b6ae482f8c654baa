"use client";

import { EXPECTED_ACCURACY } from "@/lib/bounties/expected-accuracy";
import { Checkbox } from "@/lib/ui/checkbox";
import { LineChart } from "@/lib/ui/line-chart";
import { Segments } from "@/lib/ui/segments";
import { Slider } from "@/lib/ui/slider";
import { Step } from "@/lib/ui/step";
import { type Draft, mostChoices, mostOverlap, typeOf } from "./draft";

type Props = {
  readonly draft: Draft;
  readonly gold: number;
  readonly locked: boolean;
  onChange(part: Partial<Draft>): void;
};

/** Step 3: how many people answer each item, how they are tested, and where nobody sees a suggestion. */
export function QualityStep({ draft, gold, locked, onChange }: Props) {
  return (
    <Step number={3} title="Quality" done={draft.overlap >= 1}>
      <fieldset disabled={locked} className="grid gap-6 md:grid-cols-2">
        <div className="grid content-start gap-6">
          <Segments
            name="overlap"
            legend="Answers per item"
            value={String(draft.overlap)}
            onValueChange={(value) => onChange({ overlap: Number(value) })}
            options={EXPECTED_ACCURACY.rows.map(({ overlap: n }) => ({ value: String(n), label: String(n) }))}
          />
          <Segments
            name="maxOverlap"
            legend="Ask more people where they disagree"
            value={String(mostOverlap(draft))}
            onValueChange={(value) => onChange({ maxOverlap: Number(value) })}
            options={[
              { value: "0", label: "No" },
              ...mostChoices(draft.overlap).map((n) => ({ value: String(n), label: `up to ${n}` })),
            ]}
            hint={
              draft.overlap < 2
                ? "Begin with 2 answers or more: nobody can disagree with one."
                : "One more answer at a time, until a label is 90 % certain. Answers that are not needed are not paid."
            }
          />
          <Slider
            label="Gold items"
            min={0}
            max={30}
            unit=" %"
            value={draft.goldPercent}
            onValueChange={(goldPercent) => onChange({ goldPercent })}
            disabled={gold === 0}
            hint={
              gold === 0
                ? `Your data has no gold rows: add a column gold with the known answer of some items to test annotators.${goldSample(draft)}`
                : `${draft.goldPercent} % of a newcomer's first 50 items, then 4 %. ${gold} of yours have a known answer.`
            }
          />
          {typeOf(draft).classes && (
            <>
              <Slider
                label="Blind slice"
                min={0}
                max={100}
                step={5}
                unit=" %"
                value={draft.blindPercent}
                onValueChange={(blindPercent) => onChange({ blindPercent })}
                disabled={!draft.suggestions}
                hint="Items on which nobody sees a suggestion."
              />
              <Checkbox
                checked={draft.suggestions}
                onChange={(event) => onChange({ suggestions: event.target.checked })}
              >
                Suggest labels by a small model that learns from this bounty
              </Checkbox>
            </>
          )}
        </div>
        {typeOf(draft).classes ? (
          <ExpectedAccuracy overlap={draft.overlap} />
        ) : (
          <p className="max-w-[44ch] text-sm text-ink-3">
            Answers of this kind are compared by how alike they are. What is certain, and how far each annotator is
            trusted, stands under Quality after the first answers; no model suggests them.
          </p>
        )}
      </fieldset>
    </Step>
  );
}

const TICKS = [60, 70, 80, 90, 100];

function ExpectedAccuracy({ overlap }: { readonly overlap: number }) {
  const { rows, source } = EXPECTED_ACCURACY;
  const here = rows.find((row) => row.overlap === overlap);
  const answers = overlap === 1 ? "1 answer" : `${overlap} answers`;
  return (
    <LineChart
      title={here ? `About ${Math.round(here.mean)} % right at ${answers} an item` : "More answers, fewer mistakes"}
      unit="accuracy (%) by answers per item; the band runs from the worst crowd to the best"
      summary={rows.map((row) => `${row.overlap}: ${row.mean} percent, ${row.low} to ${row.high}`).join("; ")}
      note={`${source} Your own figure appears under Quality after the first answers.`}
      series={[{ name: "expected", tone: "ink", points: rows.map(({ overlap: x, mean: y }) => ({ x, y })) }]}
      band={rows.map(({ overlap: x, low, high }) => ({ x, low, high }))}
      xName="answers"
      xTicks={rows.map(({ overlap: at }) => ({ at, label: String(at) }))}
      yTicks={TICKS.map((at) => ({ at, label: String(at) }))}
      write={(y) => `${y.toFixed(1)} %`}
      {...(here ? { mark: { x: overlap, y: here.mean, words: "yours" } } : {})}
      namesAtEnd={false}
    />
  );
}

/** How a known answer is written, where it is more than a word. */
function goldSample(draft: Draft): string {
  const answer = typeOf(draft).examples[0]?.answers[0];
  return typeof answer === "object" ? ` For example: ${JSON.stringify(answer)}` : "";
}
