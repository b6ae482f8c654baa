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

test("rows are written in chunks of at most 500, and of about half a million characters", async () => {
  const short = sizes();
  expect(await runUpload(short, place, rows(1_200), context())).toMatchObject({ accepted: 1_200 });
  expect(short.added).toEqual([500, 500, 200]);
  const wide = sizes();
  await runUpload(wide, place, rows(500, "x".repeat(19_000)), context());
  expect(Math.max(...wide.added)).toBeLessThan(30);
});

test("past the room there is, the upload is refused", async () => {
  await expect(runUpload(sizes(), place, rows(1_201), context())).rejects.toMatchObject({
    code: "too_large",
    message: expect.stringMatching(/1,000,000 items at most/),
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

test("one chunk is written while the next is read, never two at once, and a refusal leaves none behind", async () => {
  const now = { writing: 0, most: 0, read: 0, readWhileWriting: 0 };
  const add = async () => {
    now.most = Math.max(now.most, ++now.writing);
    const before = now.read;
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    now.readWhileWriting += now.read - before;
    now.writing -= 1;
    return true;
  };
  const counted = async function* () {
    for await (const row of rows(1_900)) {
      now.read += 1;
      if (now.read % 100 === 0) await new Promise(setImmediate);
      yield row;
    }
  };
  await expect(runUpload({ add }, place, counted(), context())).rejects.toMatchObject({ code: "too_large" });
  expect(now).toMatchObject({ most: 1, writing: 0 });
  expect(now.readWhileWriting).toBeGreaterThan(400);
});

test("what the writing throws is thrown, wherever the reading is", async () => {
  const broken = { add: () => Promise.reject(new Error("the disk is full")) };
  await expect(runUpload(broken, place, rows(300), context())).rejects.toThrow("the disk is full");
  await expect(runUpload(broken, place, rows(1_100), context())).rejects.toThrow("the disk is full");
});

test("when another upload took its place, it stops", async () => {
  const refused = runUpload({ add: async () => false }, place, rows(600), context());
  await expect(refused).rejects.toMatchObject({ code: "conflict" });
});
