import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { main } from "@/bin/commands/main";
import { METHODS } from "@/lib/referee/method";
import { DATA, realCrowd } from "../referee/crowd";

const folder = mkdtempSync(join(tmpdir(), "assay-referee-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function csv(text: string): string {
  const path = join(folder, `${files++}.csv`);
  writeFileSync(path, text);
  return path;
}

/** Runs the command in this process: exit code, the JSON it printed, and its words on stderr. */
async function referee(...args: string[]): Promise<{ code: number; report: Record<string, unknown>; words: string }> {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    const code = await main(["referee", ...args, "--json"]);
    const words = error.mock.calls.flat().join("\n");
    return { code, report: JSON.parse(String(log.mock.calls.at(-1)?.[0] ?? "{}")), words };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

const VOTES = "task,worker,label\nb,x,cat\nb,y,dog\na,x,cat\na,y,cat\na,z,dog\nb,z,dog\n";

describe("assay referee", () => {
  test("default: tasks, workers, votes, classes, rounds, hash; accuracy only with a truth", async () => {
    const { code, report } = await referee(csv(VOTES));
    expect(code).toBe(0);
    expect(report).toMatchObject({ tasks: 2, workers: 3, votes: 6, classes: 2, accuracy: null, conflicts: 0 });
    expect(report.posteriorSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(Number(report.rounds)).toBeGreaterThan(0);
    expect(Number(report.cpuMs)).toBeGreaterThan(0);
    expect(Number(report.peakMb)).toBeGreaterThan(1);
  });

  test("behavior: both engines print the same hash and rounds, by every method", async () => {
    const votes = csv(VOTES);
    for (const method of METHODS) {
      const byKernel = (await referee(votes, "--method", method)).report;
      const byFile = (await referee(votes, "--method", method, "--engine", "onnx")).report;
      expect(byFile).toMatchObject({
        engine: "onnx",
        posteriorSha256: byKernel.posteriorSha256,
        rounds: byKernel.rounds,
      });
    }
  });

  test("behavior: ties in accuracy are split evenly; a truth that nobody voted is wrong; unvoted tasks are left out", async () => {
    const votes = csv("task,worker,label\n1,x,a\n1,y,b\n2,x,a\n2,y,a\n3,x,b\n3,y,b\n");
    const truth = csv("task,label\n1,b\n2,a\n3,never\n99,a\n");
    const { report } = await referee(votes, "--truth", truth, "--method", "majority");
    expect(report.accuracy).toBeCloseTo((0.5 + 1 + 0) / 3, 12);
  });

  test("behavior: order of rows and columns, repeats and quoting leave no trace in the posterior", async () => {
    const plain = await referee(csv(VOTES));
    const rows = VOTES.trim().split("\n").slice(1).reverse();
    const turned = rows.map((row) =>
      row
        .split(",")
        .reverse()
        .map((cell) => `"${cell}"`)
        .join(","),
    );
    const again = await referee(csv(`\ufeffLabel,Worker,Task\r\n${[...turned, turned[2]].join("\r\n")}\r\n`));
    expect(again.report.posteriorSha256).toBe(plain.report.posteriorSha256);
    expect(again.report).toMatchObject({ votes: 6, duplicates: 1, conflicts: 0 });
  });

  test("behavior: semicolons or tabs between the cells, and question and answer as names, give the same", async () => {
    const plain = (await referee(csv(VOTES))).report;
    const named = VOTES.replace("task,worker,label", "question,annotator,answer");
    const truth = csv("question;answer\r\na;cat\r\nb;dog\r\nc;owl\r\n");
    for (const delimiter of [";", "\t"]) {
      const { report } = await referee(csv(named.replaceAll(",", delimiter)), "--truth", truth);
      expect(report).toMatchObject({ posteriorSha256: plain.posteriorSha256, votes: 6, accuracy: 1 });
    }
    const quoted = csv('task;worker;label\n"a;1";"x, y";cat\n"a;1";z;dog\n');
    expect((await referee(quoted)).report).toMatchObject({ tasks: 1, workers: 2, classes: 2 });
  });

  test("behavior: of two labels by one worker on one task the first class counts, whatever the order of rows", async () => {
    const one = await referee(csv(`${VOTES}b,x,dog\n`));
    const other = await referee(csv(VOTES.replace("b,x,cat", "b,x,dog\nb,x,cat")));
    expect(one.report).toMatchObject({ votes: 6, conflicts: 1, duplicates: 0 });
    expect(other.report.posteriorSha256).toBe(one.report.posteriorSha256);
    expect(one.report.posteriorSha256).toBe((await referee(csv(VOTES))).report.posteriorSha256);
  });

  test("behavior: --out writes the best label of every task", async () => {
    const out = join(folder, "out.csv");
    await referee(csv(VOTES), "--out", out, "--method", "majority");
    expect(readFileSync(out, "utf8")).toBe("task,label,posteriorQ16,tied\na,cat,43690,1\nb,dog,43690,1\n");
  });

  const refusals: Record<string, [votes: string, reason: string, ...flags: string[]]> = {
    "an empty file": ["", "the file is empty"],
    "a file of column names alone": ["task,worker,label\n", "there is no row"],
    "a missing column": ["task,person,label\n1,2,3\n", 'there is no column "worker"'],
    "an unknown column": ["task,worker,label,mood\n1,2,3,4\n", 'unknown "mood"'],
    "a column twice": ["task,task,worker,label\n1,1,2,3\n", 'more than one column "task"'],
    "a short row": ["task,worker,label\n1,2,a\n1,3\n", "line 3"],
    "an empty cell": ["task,worker,label\n1,2,a\n1,,b\n", "line 3: task, worker and label must not be empty"],
    "a quote that is never closed": [`task,worker,label\n1,2,"a\n${"b,c,d\n".repeat(20_000)}`, "Max Record Size"],
    "one class": ["task,worker,label\n1,2,a\n1,3,a\n", "needs two classes"],
    "a label outside the ontology": [VOTES, '"dog" is none of the labels cat, bird', "--labels", "cat,bird"],
    "more labels than classes": [
      `task,worker,label\n${Array.from({ length: 300 }, (_, i) => `${i},w,l${i}`).join("\n")}\n`,
      'line 258: "l256" is the 257th distinct label',
    ],
  };
  for (const [what, [votes, reason, ...flags]] of Object.entries(refusals)) {
    test(`behavior: refuses ${what}, in words, with exit code 1`, async () => {
      const { code, report, words } = await referee(csv(votes), ...flags);
      expect(code).toBe(1);
      expect(words).toContain(reason);
      expect(report).toMatchObject({ error: { message: expect.stringContaining(reason) } });
    });
  }

  test("behavior: two truths of one task are refused", async () => {
    const { code, words } = await referee(csv(VOTES), "--truth", csv("task,label\na,cat\na,dog\n"));
    expect([code, words]).toEqual([1, expect.stringContaining('line 3: task "a" has another truth above')]);
  });

  test("behavior: wrong usage is exit code 2", async () => {
    const votes = csv(VOTES);
    expect((await referee()).code).toBe(2);
    expect((await referee(join(folder, "not there.csv"))).code).toBe(2);
    expect((await referee(votes, "--method", "best")).code).toBe(2);
    expect((await referee(votes, "--engine", "abacus")).code).toBe(2);
    expect((await referee(votes, "--labels", "cat,cat")).code).toBe(2);
    const many = Array.from({ length: 257 }, (_, i) => `l${i}`).join(",");
    expect((await referee(votes, "--labels", many)).words).toContain("at most 256 labels, not 257");
    expect((await referee(votes, "--unheard-of")).code).toBe(2);
  });
});

test.skipIf(!realCrowd("S_Dog"))(
  `the crowd folders in ${DATA} are read as they are (skipped where they are not)`,
  async () => {
    const [votes, truth] = ["votes.csv", "truth.csv"].map((name) => join(DATA, "S_Dog", name)) as [string, string];
    const right = async (method: string) => (await referee(votes, "--truth", truth, "--method", method)).report;
    expect(await right("multi-coin")).toMatchObject({ tasks: 807, workers: 109, votes: 8070, classes: 4, rounds: 17 });
    expect((await right("multi-coin")).accuracy).toBeCloseTo(0.8352, 3);
    expect((await right("dawid-skene")).accuracy).toBeCloseTo(0.8414, 3);
    expect((await right("majority")).accuracy).toBeCloseTo(0.8222, 3);
  },
);
