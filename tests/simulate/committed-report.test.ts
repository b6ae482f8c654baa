// The report in docs/simulation belongs to the code: its words and its figure are drawn from its numbers, and its numbers come out again.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { figure } from "@/bin/simulate/figure";
import { realCrowdIn } from "@/bin/simulate/real-crowd";
import { reportText } from "@/bin/simulate/report-text";
import { KIND_NAMES, type Simulation, simulate } from "@/bin/simulate/simulation";
import { DATA } from "../referee/crowd";

const committed = (name: string) => readFileSync(`docs/simulation/${name}`, "utf8");
const report = JSON.parse(committed("report.json")) as Simulation;

test("default: words and figure are those of the committed numbers, which have every kind on five crowds", () => {
  expect(reportText(report)).toBe(committed("README.md"));
  expect(figure(report)).toBe(committed("pay-per-answer.svg"));
  expect(Object.keys(report.kinds)).toEqual([...KIND_NAMES]);
  expect(report.crowds.length).toBe(5);
});

const NAME = "Music_genre";
const crowd = realCrowdIn(DATA, NAME);

test.skipIf(!crowd)(
  `the numbers of ${NAME} in ${DATA} come out again by the committed seed (skipped where it is not)`,
  () => {
    const again = simulate(crowd ? [crowd] : [], report.seed);
    const ofIt = (rows: readonly { readonly crowd: string }[]) => rows.filter((row) => row.crowd === NAME);
    expect(again.rows).toEqual(ofIt(report.rows));
    expect(again.ranks).toEqual(ofIt(report.ranks));
  },
);
