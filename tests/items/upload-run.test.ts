import { expect, test } from "vitest";
import { badRow } from "@/lib/import/source-row";
import type { Candidate } from "@/lib/items/ingest-row";
import { Seen } from "@/lib/items/seen";
import { runUpload } from "@/lib/items/upload-run";
import type { BountyNo } from "@/lib/kernel/ids";
import { taskTypeOf } from "@/lib/task-types/registry";
import { LABELS } from "../bounties/rooms";

const config = { question: "Tone?", labels: LABELS };
const context = () => ({ taskType: taskTypeOf("choice"), config, rowPrefix: "row-", seen: new Seen() });
const place = { no: 1n, bountyNo: 1n as BountyNo, roomForRows: 1_200 };
const rows = async function* (count: number, text = ""): AsyncGenerator<Candidate> {
  for (let line = 1; line <= count; line++) {
    const payload = { kind: "text", text: `${line}${text}` };
    yield { kind: "candidate", line, at: "text", id: undefined, payload, gold: undefined };
  }
};
const sizes = () => {
  const added: number[] = [];
  return { added, add: async (_: unknown, drafts: readonly unknown[]) => added.push(drafts.length) > 0 };
};

test("rows are written in chunks of at most 500, and of about 4 MB", async () => {
  const short = sizes();
  expect(await runUpload(short, place, rows(1_200), context())).toMatchObject({ accepted: 1_200 });
  expect(short.added).toEqual([500, 500, 200]);
  const wide = sizes();
  await runUpload(wide, place, rows(500, "x".repeat(19_000)), context());
  expect(Math.max(...wide.added)).toBeLessThan(220);
});

test("past the room there is, the upload is refused", async () => {
  await expect(runUpload(sizes(), place, rows(1_201), context())).rejects.toMatchObject({
    code: "too_large",
    message: expect.stringMatching(/200,000 items at most/),
  });
});

test("the first 10,000 errors are kept, all are counted, the first 100 reported", async () => {
  const kept: number[] = [];
  const imports = {
    add: async (_: unknown, __: readonly unknown[], errors: readonly unknown[], first: number) => {
      errors.forEach((_error, i) => {
        kept.push(first + i);
      });
      return true;
    },
  };
  const bad = async function* () {
    for (let line = 1; line <= 12_300; line++) yield badRow(line, "text", "text is empty");
  };
  const run = await runUpload(imports, place, bad(), context());
  expect(run.rejected).toBe(12_300);
  expect(run.errors).toHaveLength(100);
  expect(kept).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
});

test("when another upload took its place, it stops", async () => {
  const refused = runUpload({ add: async () => false }, place, rows(600), context());
  await expect(refused).rejects.toMatchObject({ code: "conflict" });
});
