import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryFiles, memoryParts } from "@/lib/adapters/memory/items";
import { prismaAccounts } from "@/lib/adapters/prisma/annotators";
import { prismaAssets, prismaUploads } from "@/lib/adapters/prisma/assets";
import { prismaNewestModel } from "@/lib/adapters/prisma/assignments";
import { prismaBounties } from "@/lib/adapters/prisma/bounties";
import { createPrisma } from "@/lib/adapters/prisma/client";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { prismaItemPayloads } from "@/lib/adapters/prisma/item-payloads";
import { prismaImports } from "@/lib/adapters/prisma/items";
import { createPool, type Pool } from "@/lib/adapters/prisma/pool";
import { prismaModels } from "@/lib/adapters/prisma/prelabel";
import { confirmFunding, get, openFunded, publish } from "@/lib/bounties/service";
import type { ItemDraft } from "@/lib/items/item";
import { ingest } from "@/lib/items/service";
import { importedModel } from "@/lib/items/suggested";
import type { Account } from "@/lib/kernel/caller";
import { SYSTEM } from "@/lib/kernel/caller";
import type { Address, BountyNo, ImportId, ItemNo } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { bountyLaws } from "../bounties/bounty-laws";
import { draft, published, type Rooms, roomsOn, upload } from "../bounties/rooms";
import { utf8 } from "../import/bytes";
import { importLaws } from "../items/import-laws";
import { mediaLaws } from "../items/media-laws";
import { uploadLaws } from "../items/upload-laws";
import { createDatabase, type TestDatabase } from "./database";

let database: TestDatabase;
let db: PrismaClient;
let pool: Pool;
let people = 0;

beforeAll(async () => {
  database = await createDatabase();
  pool = createPool(database.url);
  db = createPrisma(pool);
});

afterAll(async () => {
  await db?.$disconnect();
  await database?.drop();
});

/** The same database for all tests, empty of bounties, and people of their own for each. */
async function make(): Promise<Rooms> {
  await db.$executeRaw`TRUNCATE bounty, item, gold, enrolment, annotation, asset, asset_use, upload CASCADE`;
  const ports = {
    bounties: prismaBounties(db),
    imports: prismaImports(db, pool),
    assets: prismaAssets(db),
    files: memoryFiles(),
    uploads: prismaUploads(db),
    parts: memoryParts(),
  };
  return roomsOn(ports, { owner: await someone(), stranger: await someone() });
}

async function someone(): Promise<Account> {
  const address = `0x${(++people).toString(16).padStart(40, "0")}` as Address;
  return { kind: "account", ...(await prismaAccounts(db).ensure(address)) };
}

bountyLaws(make);
importLaws(make);
mediaLaws(make);
uploadLaws(make);

describe("rows on their way into PostgreSQL", () => {
  const TEXTS = [
    "tab\there",
    "back\\slash \\N \\.",
    "line\nend\r\n",
    'quote " and \\"',
    "\u2028 ünï 💡",
    "\\t is no tab",
  ];

  test("come out as they went in, whatever is in them", async () => {
    const rooms = await make();
    const id = await draft(rooms);
    const lines = TEXTS.map((text, i) => JSON.stringify({ id: `id \\ ${i}`, text, ...(i === 1 && { gold: "good" }) }));
    await ingest(rooms, rooms.people.owner, id, { name: "rows", format: "jsonl" }, utf8(lines.join("\n")));
    const { no } = await db.bounty.findUniqueOrThrow({ where: { id } });
    const found = await db.itemContent.findMany({ where: { bountyNo: no }, orderBy: { line: "asc" } });
    expect(found.map(({ payload }) => payload)).toEqual(TEXTS.map((text) => ({ kind: "text", text })));
    expect(found.map(({ externalId }) => externalId)).toEqual(TEXTS.map((_, i) => `id \\ ${i}`));
    expect(found.map(({ gold }) => gold)).toEqual([null, "good", null, null, null, null]);
  });

  test("a chunk that the database refuses leaves no row and no count, and the connection is not used again", async () => {
    const rooms = await make();
    const id = await draft(rooms);
    const { no } = await db.bounty.findUniqueOrThrow({ where: { id } });
    const imports = prismaImports(db, pool);
    const upload = { id: "imp_twice" as ImportId, name: "rows", format: "csv" } as const;
    const begun = await imports.begin(no as BountyNo, upload);
    if (begun.kind !== "begun") throw new Error(begun.kind);
    const row = (externalId: string): ItemDraft => {
      const payloadJson = JSON.stringify({ kind: "text", text: "x".repeat(100_000) });
      return { kind: "draft", line: 1, hash: sha256Hex(externalId), externalId, payload: {}, payloadJson };
    };
    const place = { no: begun.no, bountyNo: no as BountyNo };
    await expect(imports.add(place, [row("a"), row("b"), row("a")], [], 0)).rejects.toThrow(/duplicate key/);
    expect(await db.itemContent.count({ where: { bountyNo: no } })).toBe(0);
    expect(await imports.add(place, [row("a"), row("b")], [], 0)).toBe(true);
    expect(await imports.byId(upload.id)).toMatchObject({ state: "reading", accepted: 2 });
    await imports.discard(begun.no);
    expect(await imports.add(place, [row("c")], [], 0)).toBe(false);
  });
});

describe("opening, in PostgreSQL", () => {
  const TX = `0x${"a".repeat(64)}`;
  const openBounty = async (rooms: Rooms, rows: number, golds: number) => {
    const id = await draft(rooms);
    const work = Array.from({ length: rows }, (_, i) => `w${i},number ${i},`);
    const gold = Array.from({ length: golds }, (_, i) => `g${i},gold ${i},good`);
    await upload(rooms, id, ["id,text,gold", ...gold, ...work].join("\n"));
    const bounty = await publish(rooms, rooms.people.owner, id);
    rooms.vault.pay(TX, bounty.chainBountyId, BigInt(bounty.escrowUnits), bounty.deadlineS);
    const event = { chainBountyId: bounty.chainBountyId, txHash: TX };
    await Promise.all([
      confirmFunding(rooms, rooms.people.owner, id, { txHash: TX }),
      openFunded(rooms, SYSTEM, event),
      openFunded(rooms, SYSTEM, event),
    ]);
    return (await db.bounty.findUniqueOrThrow({ where: { id } })).no;
  };

  test("deals numbers: work items 0 … n - 1, gold items behind, neither in the file's order; and the rows dispatch needs", async () => {
    const rooms = await make();
    const no = await openBounty(rooms, 500, 20);
    const contents = await db.itemContent.findMany({ where: { bountyNo: no }, orderBy: { itemNo: "asc" } });
    expect(contents.map(({ itemNo }) => itemNo)).toEqual(Array.from({ length: 520 }, (_, i) => i));
    expect(contents.slice(0, 500).every(({ gold }) => gold === null)).toBe(true);
    expect(contents.slice(500).every(({ gold }) => gold === "good")).toBe(true);
    const lines = contents.slice(0, 500).map(({ line }) => line);
    const inPlace = lines.filter((line, i) => line === i + 22).length;
    const rising = lines.filter((line, i) => i > 0 && line > (lines[i - 1] ?? 0)).length;
    expect(inPlace).toBeLessThan(20);
    expect(rising).toBeGreaterThan(200);
    expect(rising).toBeLessThan(300);

    const hot = await db.$queryRaw<{ want: number; open: boolean; n: number }[]>`
      SELECT want, open, count(*)::int AS n FROM item WHERE bounty_no = ${no} GROUP BY want, open ORDER BY want`;
    expect(hot).toEqual([
      { want: 0, open: false, n: 20 },
      { want: 3, open: true, n: 500 },
    ]);
    const golds = await db.gold.findMany({ where: { bountyNo: no }, orderBy: { goldNo: "asc" } });
    expect(golds.map(({ goldNo, itemNo }) => [goldNo, itemNo])).toEqual(
      Array.from({ length: 20 }, (_, i) => [i, 500 + i]),
    );
  });

  test("what models of the owner's propose: versions without a file, posteriors for the referee, suggestions for the bench", async () => {
    const rooms = await make();
    const id = await draft(rooms);
    const rows = ["a,one,,good,0.75,tone-2", "b,two,,bad,,", "c,three,good,,,", "d,four,bad,good,1,tone-2"];
    await upload(rooms, id, ["id,text,gold,prediction,confidence,model_version", ...rows].join("\n"));
    const bounty = await publish(rooms, rooms.people.owner, id);
    rooms.vault.pay(TX, bounty.chainBountyId, BigInt(bounty.escrowUnits), bounty.deadlineS);
    await openFunded(rooms, SYSTEM, { chainBountyId: bounty.chainBountyId, txHash: TX });
    const { no } = await db.bounty.findUniqueOrThrow({ where: { id } });
    const versions = await db.modelVersion.findMany({ where: { bountyNo: no }, include: { suggested: true } });
    const told = versions.map(({ sha256, kind, card, suggested }) => [sha256, kind, card, suggested.length]);
    expect(told.toSorted()).toEqual(
      [
        [importedModel("imported"), "imported", { kind: "imported", name: "imported", items: 1 }, 1],
        [importedModel("tone-2"), "imported", { kind: "imported", name: "tone-2", items: 2 }, 2],
      ].toSorted(),
    );
    for (const { q16 } of versions.flatMap(({ suggested }) => suggested)) {
      expect(q16.length).toBe(3);
      expect(q16.reduce((a, b) => a + b, 0)).toBe(65_536);
      expect(Math.min(...q16)).toBeGreaterThan(0);
    }
    const contents = await prismaItemPayloads(pool).load(no as BountyNo, [0, 1, 2, 3] as ItemNo[]);
    const byText = new Map(
      [...contents.values()].map(({ payload, suggested }) => [(payload as { text: string }).text, suggested]),
    );
    const model = importedModel("tone-2");
    expect(byText.get("one")).toEqual({ model, answer: "good", confidenceQ16: 49_152 });
    expect(byText.get("two")).toEqual({ model: importedModel("imported"), answer: "bad", confidenceQ16: 32_768 });
    expect(byText.get("three")).toBeUndefined();
    expect(byText.get("four")).toEqual({ model, answer: "good", confidenceQ16: 65_536 });
    expect(await prismaNewestModel(db).of(no as BountyNo)).toBeNull();
    expect(await prismaModels(db).newest(no as BountyNo)).toBeUndefined();
    expect(await db.annotation.count({ where: { bountyNo: no } })).toBe(0);
  });

  test("the order depends on the bounty's secret: the same file in two bounties is shuffled differently", async () => {
    const rooms = await make();
    const orders: string[] = [];
    for (let i = 0; i < 2; i++) {
      const no = await openBounty(rooms, 50, i);
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT external_id AS id FROM item_content WHERE bounty_no = ${no} AND gold IS NULL ORDER BY item_no`;
      orders.push(rows.map(({ id }) => id).join());
    }
    expect(orders[0]).not.toBe(orders[1]);
    expect(orders[0]?.split(",").sort()).toEqual(orders[1]?.split(",").sort());
  });

  test("progress counts answers by annotators' counters, and shows the caller's standing", async () => {
    const rooms = await make();
    const no = await openBounty(rooms, 4, 0);
    const { stranger } = rooms.people;
    await db.$executeRaw`
      INSERT INTO enrolment (bounty_no, annotator_no, seed, answered, counted, state)
      VALUES (${no}, ${stranger.no}, 1, 6, 5, 1)`;
    const submission = await db.submission.create({
      data: {
        bountyNo: no,
        annotatorNo: stranger.no,
        keyId: "k",
        digests: new Uint8Array(32),
        signature: new Uint8Array(64),
      },
    });
    await db.$executeRaw`
      INSERT INTO annotation (bounty_no, annotator_no, key, item_no, lead_ms, kind, answer, submission_id, pos)
      SELECT ${no}, ${stranger.no}, gen_random_uuid(), n, 1000 * (n + 1), 0, '"good"', ${submission.id}, 0
      FROM generate_series(0, 2) n`;
    const { id } = await db.bounty.findUniqueOrThrow({ where: { no } });
    expect(await get(rooms, stranger, id)).toMatchObject({
      answersCounted: 5,
      answersLeft: 7,
      annotators: 1,
      medianLeadMs: 2_000,
      payPerHourUnits: "36000000",
      eligibility: "paused",
    });
  });

  test("publishing and an import's acceptance do not cross: what is frozen is what is there", async () => {
    const rooms = await make();
    for (let round = 0; round < 6; round++) {
      const id = await draft(rooms, { title: `Round ${round}` });
      await upload(rooms, id, "id,text\na,first\nb,second\n");
      const more = Array.from({ length: 800 }, (_, i) => `m${i},more ${i}`).join("\n");
      const [outcome, late] = await Promise.allSettled([
        publish(rooms, rooms.people.owner, id),
        upload(rooms, id, `id,text\n${more}\n`),
      ]);
      if (outcome.status === "rejected") throw outcome.reason;
      const { itemCount } = outcome.value.manifest as { itemCount: number };
      const row = await db.bounty.findUniqueOrThrow({ where: { id } });
      const rows = await db.itemContent.count({ where: { bountyNo: row.no } });
      expect({ itemCount: row.itemCount, rows }).toEqual({ itemCount, rows: itemCount });
      expect(itemCount).toBe(late.status === "fulfilled" ? 802 : 2);
    }
  });

  test("a closed bounty's annotators are shut out in the same call", async () => {
    const rooms = await make();
    const no = await openBounty(rooms, 4, 0);
    await db.$executeRaw`INSERT INTO enrolment (bounty_no, annotator_no, seed) VALUES (${no}, ${rooms.people.stranger.no}, 1)`;
    await prismaBounties(db).close(no as BountyNo, rooms.now());
    const [enrolment] = await db.$queryRaw<{ closed: boolean }[]>`SELECT closed FROM enrolment WHERE bounty_no = ${no}`;
    expect(enrolment?.closed).toBe(true);
  });

  test("two bounties of the same terms and rows have two manifests only if something tells them apart", async () => {
    const rooms = await make();
    await published(rooms, { title: "Twin" });
    const second = await draft(rooms, { title: "Twin" });
    await upload(rooms, second, "id,text\na,It works.\n");
    const third = await draft(rooms, { title: "Twin" });
    await upload(rooms, third, "id,text\na,It works.\n");
    await publish(rooms, rooms.people.owner, second);
    await expect(publish(rooms, rooms.people.owner, third)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/exactly these terms and items/),
    });
  });
});
