import { z } from "zod";
import { csvLine } from "../csv";
import { defineFormat } from "../format";
import { lines } from "./lines";

/** One line an answer: what crowd-kit's aggregations take (its `TASKS_WORKERS_LABELS` columns). */
export const crowdLog = defineFormat({
  id: "crowd-log",
  title: "Crowd log",
  use: "task, worker, label: aggregation tools",
  reads: "any",
  leavesOut: "texts, times, suggestions",
  carries: [],
  carriesByDefault: [],
  fromCrowd: true,
  options: z.object({
    /** `counted`: answers that the labels rest on; `all`: those that came late and those to gold items too. */
    answers: z.enum(["all", "counted"]).default("all"),
  }),
  extension: "crowd.csv",
  mediaType: "text/csv; charset=utf-8",
  shape: "file",
  file: (writing, part, { answers }) =>
    lines(
      writing,
      part,
      ({ id, crowd = [] }) => {
        const kept = answers === "all" ? crowd : crowd.filter(({ kind }) => kind === "counted");
        writing.lose("answers that do not count left out", crowd.length - kept.length);
        return kept.map(({ annotator, answer }) => csvLine([id, annotator, writing.ontology.cell(answer)])).join("");
      },
      csvLine(["task", "worker", "label"]),
    ),
});
