/** What an upload promises, whatever it is stored in. */
import { describe, expect, test } from "vitest";
import { get, publish } from "@/lib/bounties/service";
import { acceptImport, discardImport, ingest, listImports, sample } from "@/lib/items/service";
import { ANONYMOUS } from "@/lib/kernel/caller";
import { draft, type Rooms, TABLE, upload } from "../bounties/rooms";
import { pieces, utf8 } from "../import/bytes";

const HALF_BAD = "id,text,gold\na,It works.,\nb,,\nc,It broke.,awful\nd,It is blue.,good\n";

export function importLaws(make: () => Promise<Rooms>): void {
  const counts = async (rooms: Rooms, id: string) => {
    const { items, ownerView } = await get(rooms, rooms.people.owner, id);
    return { items, gold: ownerView?.gold };
  };

  describe("an upload", () => {
    test("default: its rows count when all are good", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      const report = await upload(rooms, id, TABLE);
      expect(report).toMatchObject({
        state: "accepted",
        accepted: 4,
        gold: 1,
        rejected: 0,
        bytes: TABLE.length,
        encoding: "UTF-8",
        columns: { text: "text", id: "id", gold: "gold" },
      });
      expect(report.sample[0]).toEqual({ line: 2, id: "a", payload: { kind: "text", text: "It works." }, gold: false });
      expect(await counts(rooms, id)).toEqual({ items: 3, gold: 1 });
      expect(await sample(rooms, rooms.people.owner, id)).toEqual(report.sample.slice(0, 5));
      expect(await get(rooms, rooms.people.owner, id)).toMatchObject({ kind: "text" });
    });

    test("behavior: with bad rows nothing counts until the owner says so", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      const report = await upload(rooms, id, HALF_BAD);
      expect(report).toMatchObject({ state: "review", accepted: 2, gold: 1, rejected: 2 });
      expect(report.errors).toEqual([
        { line: 3, at: "text", reason: "text is empty" },
        { line: 4, at: "gold", reason: '"awful" is not one of the labels: good, bad, neither' },
      ]);
      expect(await counts(rooms, id)).toEqual({ items: 0, gold: 0 });
      await expect(upload(rooms, id, TABLE)).rejects.toThrow(new RegExp(`${report.id} still waits`));
      await expect(publish(rooms, rooms.people.owner, id)).rejects.toMatchObject({ code: "conflict" });

      expect(await acceptImport(rooms, rooms.people.owner, report.id)).toMatchObject({
        state: "accepted",
        rejected: 2,
      });
      expect(await acceptImport(rooms, rooms.people.owner, report.id)).toMatchObject({ state: "accepted" });
      expect(await counts(rooms, id)).toEqual({ items: 1, gold: 1 });
      const [listed] = await listImports(rooms, rooms.people.owner, id);
      expect(listed).toMatchObject({ id: report.id, errors: report.errors, sample: report.sample });
    });

    test("behavior: discarded, it leaves nothing, and its ids are free again", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      const report = await upload(rooms, id, HALF_BAD);
      await discardImport(rooms, rooms.people.owner, report.id);
      await expect(acceptImport(rooms, rooms.people.owner, report.id)).rejects.toMatchObject({ code: "conflict" });
      expect(await listImports(rooms, rooms.people.owner, id)).toEqual([]);
      const second = await upload(rooms, id, TABLE);
      expect(await counts(rooms, id)).toEqual({ items: 3, gold: 1 });
      await discardImport(rooms, rooms.people.owner, second.id);
      await discardImport(rooms, rooms.people.owner, second.id);
      expect(await counts(rooms, id)).toEqual({ items: 0, gold: 0 });
    });

    test("behavior: asked to keep the good rows, it does so at once", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      expect(await upload(rooms, id, HALF_BAD, { onError: "keep" })).toMatchObject({ state: "accepted", rejected: 2 });
      expect(await counts(rooms, id)).toEqual({ items: 1, gold: 1 });
    });

    test("behavior: ids are used once; the same text comes twice only under ids of its own", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      const report = await upload(rooms, id, "id,text\na,one\nb,one\na,two\n,one\n,three\n,three\n", {
        onError: "keep",
      });
      expect(report.errors).toEqual([
        { line: 4, at: "id", reason: 'the id "a" was taken by row 2; ids are used once' },
        { line: 5, at: "text", reason: "the same text as row 2; give both an id to keep both" },
        { line: 7, at: "text", reason: "the same text as row 6; give both an id to keep both" },
      ]);
    });

    test("behavior: a second upload knows the first, and names rows unlike it", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      const first = await upload(rooms, id, "text\none\ntwo\n");
      expect(first.sample.map((row) => row.id)).toEqual(["row-2", "row-3"]);
      const second = await upload(rooms, id, "text\nthree\none\n", { onError: "keep" });
      expect(second.errors).toEqual([
        { line: 3, at: "text", reason: "the same text as an item imported before; give both an id to keep both" },
      ]);
      expect(second.sample.map((row) => row.id)).toEqual(["upload-2-row-2"]);
      expect(await counts(rooms, id)).toEqual({ items: 3, gold: 0 });
    });

    test("behavior: one that breaks off half way leaves nothing", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      const rows = Array.from({ length: 3_000 }, (_, i) => `text number ${i}`).join("\n");
      const broken = async function* () {
        yield* utf8(`text\n${rows}\n`, [1_000]);
        throw new Error("the line went dead");
      };
      const input = { name: "rows.csv", format: "csv" };
      await expect(ingest(rooms, rooms.people.owner, id, input, broken())).rejects.toThrow(/went dead/);
      const latin1 = new Uint8Array([...new TextEncoder().encode(`text\n${rows}\n`), 0xe9, 10]);
      await expect(ingest(rooms, rooms.people.owner, id, input, pieces(latin1))).rejects.toThrow(/0xE9 is not UTF-8/);
      expect(await listImports(rooms, rooms.people.owner, id)).toEqual([]);
      expect(await counts(rooms, id)).toEqual({ items: 0, gold: 0 });
      expect(await upload(rooms, id, `text\n${rows}\n`)).toMatchObject({ accepted: 3_000, rejected: 0 });
    });

    test("behavior: with not one good row it is refused, and the rows are told", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      await expect(upload(rooms, id, "text,gold\nhello,so-so\n,good\n")).rejects.toMatchObject({
        code: "invalid_input",
        message: expect.stringMatching(/None of the 2 rows.*line 2: "so-so" is not one of the labels/),
        errors: [expect.objectContaining({ at: "line 2, gold" }), expect.objectContaining({ at: "line 3, text" })],
      });
      await expect(upload(rooms, id, "text\n")).rejects.toThrow(/no rows in the file/);
      expect(await listImports(rooms, rooms.people.owner, id)).toEqual([]);
    });

    test("behavior: a new upload takes the place of one still being read, which is refused then", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      let started: () => void = () => undefined;
      let goOn: () => void = () => undefined;
      const begun = new Promise<void>((resolve) => {
        started = resolve;
      });
      const held = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const slow = async function* () {
        yield* utf8(`text\n${Array.from({ length: 4_000 }, (_, i) => `slow ${i} ${"-".repeat(20)}`).join("\n")}\n`);
        started();
        await held;
        yield* utf8("the last one\n");
      };
      const first = ingest(rooms, rooms.people.owner, id, { name: "slow.csv", format: "csv" }, slow());
      first.catch(() => undefined);
      await begun;
      await upload(rooms, id, TABLE);
      goOn();
      await expect(first).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringMatching(/newer upload|published/),
      });
      expect(await counts(rooms, id)).toEqual({ items: 3, gold: 1 });
      expect(await listImports(rooms, rooms.people.owner, id)).toHaveLength(1);
    });

    test("behavior: another's bounty, or nobody's, is refused", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      const input = { name: "rows.csv", format: "csv" };
      const { stranger } = rooms.people;
      await expect(ingest(rooms, stranger, id, input, utf8(TABLE))).rejects.toMatchObject({ code: "not_found" });
      await expect(ingest(rooms, ANONYMOUS, id, input, utf8(TABLE))).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(ingest(rooms, stranger, "bty_x", input, utf8(TABLE))).rejects.toMatchObject({ code: "not_found" });
      const { id: importId } = await upload(rooms, id, HALF_BAD);
      await expect(acceptImport(rooms, stranger, importId)).rejects.toMatchObject({ code: "not_found" });
      await expect(discardImport(rooms, stranger, importId)).rejects.toMatchObject({ code: "not_found" });
      await expect(sample(rooms, stranger, id)).rejects.toMatchObject({ code: "not_found" });
    });

    test("behavior: once the bounty is published its items are frozen", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      const report = await upload(rooms, id, TABLE);
      await publish(rooms, rooms.people.owner, id);
      await expect(upload(rooms, id, "text\nmore\n")).rejects.toThrow(/items are frozen/);
      await expect(discardImport(rooms, rooms.people.owner, report.id)).rejects.toThrow(/items are frozen/);
      expect(await counts(rooms, id)).toEqual({ items: 3, gold: 1 });
    });

    test("behavior: the labels come first", async () => {
      const rooms = await make();
      const id = await draft(rooms, { config: undefined });
      await expect(upload(rooms, id, TABLE)).rejects.toThrow(/Set the question and the labels/);
    });

    test("behavior: JSON Lines and tabs do as well, and an owner may name the gold column", async () => {
      const rooms = await make();
      const json = await upload(rooms, await draft(rooms), '{"id":1,"text":"It works.","truth":"good"}\n', {
        format: "jsonl",
        gold: "truth",
      });
      expect(json).toMatchObject({ gold: 1, sample: [{ id: "1", line: 1, gold: true }] });
      const tabs = await upload(rooms, await draft(rooms), "text\tid\nIt works, mostly.\tx\n", { format: "tsv" });
      expect(tabs.sample).toMatchObject([{ id: "x", payload: { text: "It works, mostly." } }]);
    });
  });
}
