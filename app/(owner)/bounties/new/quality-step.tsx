"use client";

import { useTranslations } from "next-intl";
import { EXPECTED_ACCURACY } from "@/lib/bounties/expected-accuracy";
import { Checkbox } from "@/lib/ui/checkbox";
import { LineChart } from "@/lib/ui/line-chart";
import { Segments } from "@/lib/ui/segments";
import { Slider } from "@/lib/ui/slider";
import { Step } from "@/lib/ui/step";
import { type Draft, mostChoices, mostOverlap, typeOf } from "./draft";
import type { WizardTranslator } from "./wizard-translator";

type Props = {
  readonly draft: Draft;
  readonly gold: number;
  readonly locked: boolean;
  onChange(part: Partial<Draft>): void;
};

/** Step 3: how many people answer each item, how they are tested, and where nobody sees a suggestion. */
export function QualityStep({ draft, gold, locked, onChange }: Props) {
  const t = useTranslations("wizard");
  return (
    <Step number={3} title={t("quality")} done={draft.overlap >= 1}>
      <fieldset disabled={locked} className="grid gap-6 md:grid-cols-2">
        <div className="grid content-start gap-6">
          <Segments
            name="overlap"
            legend={t("answersPerItem")}
            value={String(draft.overlap)}
            onValueChange={(value) => onChange({ overlap: Number(value) })}
            options={EXPECTED_ACCURACY.rows.map(({ overlap: n }) => ({ value: String(n), label: String(n) }))}
          />
          <Segments
            name="maxOverlap"
            legend={t("askMore")}
            value={String(mostOverlap(draft))}
            onValueChange={(value) => onChange({ maxOverlap: Number(value) })}
            options={[
              { value: "0", label: t("no") },
              ...mostChoices(draft.overlap).map((n) => ({ value: String(n), label: t("upTo", { n }) })),
            ]}
            hint={t(draft.overlap < 2 ? "moreNeedsTwo" : "moreSays")}
          />
          <Slider
            label={t("goldItems")}
            min={0}
            max={30}
            unit=" %"
            value={draft.goldPercent}
            onValueChange={(goldPercent) => onChange({ goldPercent })}
            disabled={gold === 0}
            hint={gold === 0 ? noGoldWords(t, draft) : t("goldSays", { percent: draft.goldPercent, gold })}
          />
          {typeOf(draft).classes && (
            <>
              <Slider
                label={t("blind")}
                min={0}
                max={100}
                step={5}
                unit=" %"
                value={draft.blindPercent}
                onValueChange={(blindPercent) => onChange({ blindPercent })}
                disabled={!draft.suggestions}
                hint={t("blindHint")}
              />
              <Checkbox
                checked={draft.suggestions}
                onChange={(event) => onChange({ suggestions: event.target.checked })}
              >
                {t("suggest")}
              </Checkbox>
            </>
          )}
        </div>
        {typeOf(draft).classes ? (
          <ExpectedAccuracy overlap={draft.overlap} />
        ) : (
          <p className="max-w-[44ch] text-sm text-ink-3">{t("alikeSays")}</p>
        )}
      </fieldset>
    </Step>
  );
}

const TICKS = [60, 70, 80, 90, 100];

function ExpectedAccuracy({ overlap }: { readonly overlap: number }) {
  const t = useTranslations("wizard");
  const { rows } = EXPECTED_ACCURACY;
  const here = rows.find((row) => row.overlap === overlap);
  return (
    <LineChart
      title={here ? t("accTitle", { percent: Math.round(here.mean), count: overlap }) : t("accNone")}
      unit={t("accUnit")}
      summary={rows.map(({ overlap: n, mean, low, high }) => t("accAt", { n, mean, low, high })).join("; ")}
      note={t("accNote")}
      series={[{ name: t("expected"), tone: "ink", points: rows.map(({ overlap: x, mean: y }) => ({ x, y })) }]}
      band={rows.map(({ overlap: x, low, high }) => ({ x, low, high }))}
      xName={t("answersWord")}
      xTicks={rows.map(({ overlap: at }) => ({ at, label: String(at) }))}
      yTicks={TICKS.map((at) => ({ at, label: String(at) }))}
      write={(y) => `${y.toFixed(1)} %`}
      {...(here ? { mark: { x: overlap, y: here.mean, words: t("yours") } } : {})}
      namesAtEnd={false}
    />
  );
}

/** What the data lacks, and how a known answer is written, where it is more than a word. */
function noGoldWords(t: WizardTranslator, draft: Draft): string {
  const answer = typeOf(draft).examples[0]?.answers[0];
  const words = t("noGold");
  return typeof answer === "object" ? t("goldExample", { words, sample: JSON.stringify(answer) }) : words;
}
