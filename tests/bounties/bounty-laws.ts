/** What a bounty's life promises, whatever it is stored in. */
import { describe, expect, test } from "vitest";
import { Manifest, manifestHash } from "@/lib/bounties/manifest";
import {
  askToPublish,
  close,
  confirmFunding,
  createDraft,
  deleteDraft,
  get,
  list,
  openFunded,
  openLarge,
  publicSummary,
  publish,
  publishAsked,
  updateDraft,
} from "@/lib/bounties/service";
import { ANONYMOUS, SYSTEM } from "@/lib/kernel/caller";
import { draft, LABELS, published, type Rooms, START_S, TABLE, upload } from "./rooms";

const TX = (n: number) => `0x${n.toString(16).padStart(64, "0")}`;
const WEEK_S = 7 * 24 * 3600;

export function bountyLaws(make: () => Promise<Rooms>): void {
  const fund = (rooms: Rooms, bounty: Awaited<ReturnType<typeof published>>, units = BigInt(bounty.escrowUnits)) =>
    rooms.vault.pay(TX(1), bounty.chainBountyId, units, bounty.deadlineS);

  describe("a draft", () => {
    test("default: begins with a title, and shows its owner what it lacks", async () => {
      const rooms = await make();
      const { id } = await createDraft(rooms, rooms.people.owner, { title: "  What is the tone?  " });
      const detail = await get(rooms, rooms.people.owner, id);
      expect(detail).toMatchObject({
        state: "draft",
        title: "What is the tone?",
        taskType: "choice",
        mine: true,
        overlap: 3,
      });
      expect(detail.ownerView?.lacks.map(({ at }) => at)).toEqual(
        expect.arrayContaining(["items", "priceUnits", "deadlineS", "config.question", "config.labels"]),
      );
      await expect(publish(rooms, rooms.people.owner, id)).rejects.toMatchObject({
        code: "invalid_input",
        message: expect.stringMatching(/Not ready to publish: bring at least one item/),
      });
    });

    test("behavior: is changed piece by piece, and wrong pieces are named", async () => {
      const rooms = await make();
      const { owner } = rooms.people;
      const id = await draft(rooms);
      await updateDraft(rooms, owner, id, { priceUnits: "5", guidelines: "Look twice." });
      expect(await get(rooms, owner, id)).toMatchObject({ priceUnits: "5", guidelines: "Look twice.", labels: 3 });
      const wrong = [
        [{ policy: { overlap: 0 } }, "policy.overlap"],
        [{ policy: { betaBps: 1_000 } }, "policy.betaBps"],
        [{ policy: { overlap: 3, maxOverlap: 2 } }, "policy.maxOverlap"],
        [{ policy: { overlap: 1, maxOverlap: 5 } }, "policy.overlap"],
        [{ policy: { acceptQ16: 0 } }, "policy.acceptQ16"],
        [{ config: { question: "Tone?", labels: ["a", "a"] } }, "config.labels"],
        [{ priceUnits: "1.5" }, "priceUnits"],
        [{ title: "no" }, "title"],
      ] as const;
      for (const [change, at] of wrong) {
        await expect(updateDraft(rooms, owner, id, change)).rejects.toMatchObject({
          code: "invalid_input",
          errors: [expect.objectContaining({ at })],
        });
      }
      await expect(updateDraft(rooms, owner, id, { taskType: "span" })).rejects.toThrow(/no task type "span"/);
    });

    test("behavior: is its owner's alone", async () => {
      const rooms = await make();
      const { stranger } = rooms.people;
      const id = await draft(rooms);
      await expect(get(rooms, stranger, id)).rejects.toMatchObject({ code: "not_found" });
      await expect(publicSummary(rooms, ANONYMOUS, id)).rejects.toMatchObject({ code: "not_found" });
      for (const verb of [
        updateDraft(rooms, stranger, id, {}),
        deleteDraft(rooms, stranger, id),
        publish(rooms, stranger, id),
      ]) {
        await expect(verb).rejects.toMatchObject({ code: "not_found" });
      }
      await expect(createDraft(rooms, ANONYMOUS, { title: "Nobody's" })).rejects.toMatchObject({
        code: "unauthenticated",
      });
      await deleteDraft(rooms, rooms.people.owner, id);
      await expect(get(rooms, rooms.people.owner, id)).rejects.toMatchObject({ code: "not_found" });
    });
  });

  describe("publishing", () => {
    test("default: freezes terms and items into a manifest that says what is to be locked", async () => {
      const rooms = await make();
      const bounty = await published(rooms);
      const manifest = Manifest.parse(bounty.manifest);
      expect(manifest).toMatchObject({
        itemCount: 4,
        goldCount: 1,
        priceUnits: "20000",
        mostAnswers: 21,
        betaQ16: 32_768,
      });
      expect(manifest.policy).toMatchObject({ overlap: 3, suggestions: true, blindBps: 2_000 });
      expect(bounty.manifestHash).toBe(manifestHash(manifest));
      expect(bounty.escrowUnits).toBe("428571"); // 428,571 less floor(8,571.42) is 21 × 20,000
      expect(await publish(rooms, rooms.people.owner, bounty.id)).toMatchObject({
        manifestHash: bounty.manifestHash,
        escrowUnits: bounty.escrowUnits,
      });
    });

    test("behavior: from then on nothing changes", async () => {
      const rooms = await make();
      const { id } = await published(rooms);
      await expect(updateDraft(rooms, rooms.people.owner, id, { title: "Other words" })).rejects.toThrow(/frozen/);
      await expect(deleteDraft(rooms, rooms.people.owner, id)).rejects.toMatchObject({ code: "conflict" });
    });

    test("behavior: of many items it is the worker's work: it is asked for, told, done once, and a refusal reaches the owner", async () => {
      const rooms = { ...(await make()), atOnce: 3 };
      const { owner } = rooms.people;
      const id = await draft(rooms);
      await upload(rooms, id, TABLE);
      expect(await askToPublish(rooms, owner, id)).toEqual({ state: "publishing", done: 0, of: 4 });
      expect(await get(rooms, owner, id)).toMatchObject({ state: "draft" });
      expect(rooms.jobs.at(-1)).toEqual({ name: "publish-bounty", payload: { bountyId: id } });
      await expect(publishAsked(rooms, owner, id)).rejects.toMatchObject({ code: "forbidden" });
      await updateDraft(rooms, owner, id, { config: { question: "Tone?", labels: ["bad", "worse"] } });
      await publishAsked(rooms, SYSTEM, id);
      await expect(askToPublish(rooms, owner, id)).rejects.toThrow(/known answer of "g"/);
      await updateDraft(rooms, owner, id, { config: { question: "Tone?", labels: LABELS } });
      expect(await askToPublish(rooms, owner, id)).toMatchObject({ state: "publishing", done: 0 });
      await Promise.all([publishAsked(rooms, SYSTEM, id), publishAsked(rooms, SYSTEM, id)]);
      const bounty = await askToPublish(rooms, owner, id);
      if ("state" in bounty) throw new Error("it is not published");
      expect(bounty.manifest).toMatchObject({ itemCount: 4, goldCount: 1 });

      fund(rooms, { id, ...bounty });
      expect(await confirmFunding(rooms, owner, id, { txHash: TX(1) })).toMatchObject({
        ...{ state: "waiting", missingUnits: "0", reason: expect.stringMatching(/opens by itself/) },
      });
      expect(rooms.jobs.at(-1)).toEqual({ name: "open-bounty", payload: { bountyId: id, txHash: TX(1) } });
      await Promise.all([openLarge(rooms, SYSTEM, id, TX(1)), openLarge(rooms, SYSTEM, id, TX(1))]);
      expect(await get(rooms, owner, id)).toMatchObject({ state: "open", items: 3 });
    });

    test("behavior: published twice at once, it is published once", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      await upload(rooms, id, TABLE);
      const { owner } = rooms.people;
      const [a, b] = await Promise.all([publish(rooms, owner, id), publish(rooms, owner, id)]);
      expect(a).toEqual(b);
    });

    test("behavior: the deadline is an hour to a year ahead", async () => {
      const rooms = await make();
      const id = await draft(rooms, { deadlineS: START_S + 3_599 });
      await upload(rooms, id, TABLE);
      await expect(publish(rooms, rooms.people.owner, id)).rejects.toThrow(/an hour ahead/);
      await updateDraft(rooms, rooms.people.owner, id, { deadlineS: START_S + 367 * 24 * 3600 });
      await expect(publish(rooms, rooms.people.owner, id)).rejects.toThrow(/a year ahead/);
    });

    test("behavior: a known answer must still be one of the labels", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      await upload(rooms, id, TABLE);
      await updateDraft(rooms, rooms.people.owner, id, { config: { question: "Tone?", labels: ["fine", "bad"] } });
      await expect(publish(rooms, rooms.people.owner, id)).rejects.toMatchObject({
        code: "invalid_input",
        message: expect.stringMatching(/known answer of "g" is "good": not one of the labels: fine, bad/),
      });
    });

    test("behavior: gold alone is not work", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      await upload(rooms, id, "text,gold\nWonderful!,good\n");
      await expect(publish(rooms, rooms.people.owner, id)).rejects.toThrow(/at least one item to label/);
    });
  });

  describe("funding", () => {
    test("default: with the escrow in the vault the bounty opens, and is for everybody to see", async () => {
      const rooms = await make();
      const bounty = await published(rooms);
      fund(rooms, bounty);
      const reply = await confirmFunding(rooms, rooms.people.owner, bounty.id, { txHash: TX(1) });
      expect(reply).toEqual({ state: "open", fundedUnits: bounty.escrowUnits, missingUnits: "0", reason: null });
      const detail = await get(rooms, ANONYMOUS, bounty.id);
      expect(detail).toMatchObject({
        state: "open",
        items: 3,
        answersWanted: 9,
        answersLeft: 9,
        eligibility: "sign-in",
      });
      expect(detail.ownerView).toBeNull();
      expect(JSON.stringify(detail)).not.toMatch(/secret/);
      expect(await get(rooms, rooms.people.stranger, bounty.id)).toMatchObject({ eligibility: "ok", mine: false });
    });

    test("behavior: parts add up; until all is there it waits and says what is missing", async () => {
      const rooms = await make();
      const bounty = await published(rooms);
      fund(rooms, bounty, BigInt(bounty.escrowUnits) - 100n);
      const { owner } = rooms.people;
      expect(await confirmFunding(rooms, owner, bounty.id, { txHash: TX(1) })).toMatchObject({
        state: "waiting",
        missingUnits: "100",
        reason: expect.stringMatching(/100 base units .* still missing/),
      });
      expect(await get(rooms, owner, bounty.id)).toMatchObject({ state: "published", fundedUnits: "428471" });
      rooms.vault.pay(TX(2), bounty.chainBountyId, 100n, bounty.deadlineS);
      expect(await confirmFunding(rooms, owner, bounty.id, { txHash: TX(2) })).toMatchObject({ state: "open" });
    });

    test("behavior: a vault deadline before the bounty's does not open it", async () => {
      const rooms = await make();
      const bounty = await published(rooms);
      rooms.vault.pay(TX(1), bounty.chainBountyId, BigInt(bounty.escrowUnits), bounty.deadlineS - 1);
      const reply = await confirmFunding(rooms, rooms.people.owner, bounty.id, { txHash: TX(1) });
      expect(reply).toMatchObject({ state: "waiting", reason: expect.stringMatching(/deadline/) });
    });

    test("behavior: the owner and the chain's event come at once: it opens once, and both are told so", async () => {
      const rooms = await make();
      const bounty = await published(rooms);
      fund(rooms, bounty);
      const event = { chainBountyId: bounty.chainBountyId, txHash: TX(1) };
      const replies = await Promise.all([
        confirmFunding(rooms, rooms.people.owner, bounty.id, { txHash: TX(1) }),
        openFunded(rooms, SYSTEM, event),
        openFunded(rooms, SYSTEM, event),
      ]);
      for (const reply of replies) expect(reply).toMatchObject({ state: "open" });
      expect(await openFunded(rooms, SYSTEM, event)).toMatchObject({ state: "open" });
      expect(await openFunded(rooms, SYSTEM, { chainBountyId: TX(9) })).toBeNull();
      await expect(openFunded(rooms, rooms.people.owner, event)).rejects.toMatchObject({ code: "forbidden" });
    });

    test.each([
      ["reverted", /was reverted: nothing was paid/],
      ["wrong-contract", /paid nothing into this vault/],
    ] as const)("behavior: a transaction that %s is refused", async (kind, reason) => {
      const rooms = await make();
      const { id } = await published(rooms);
      rooms.vault.say(TX(3), kind);
      const refused = confirmFunding(rooms, rooms.people.owner, id, { txHash: TX(3) });
      await expect(refused).rejects.toMatchObject({ code: "chain_rejected", message: expect.stringMatching(reason) });
    });

    test("behavior: pending, unknown, another's bounty, not published, no hash: each in its own words", async () => {
      const rooms = await make();
      const { owner } = rooms.people;
      const bounty = await published(rooms);
      rooms.vault.say(TX(3), "pending");
      expect(await confirmFunding(rooms, owner, bounty.id, { txHash: TX(3) })).toMatchObject({
        state: "waiting",
        reason: expect.stringMatching(/not in a block yet/),
      });
      await expect(confirmFunding(rooms, owner, bounty.id, { txHash: TX(4) })).rejects.toThrow(/does not know/);
      rooms.vault.pay(TX(5), TX(99), 1n, bounty.deadlineS);
      await expect(confirmFunding(rooms, owner, bounty.id, { txHash: TX(5) })).rejects.toThrow(/another bounty/);
      await expect(confirmFunding(rooms, owner, bounty.id, { txHash: "0x1" })).rejects.toMatchObject({
        code: "invalid_input",
      });
      await expect(confirmFunding(rooms, owner, await draft(rooms), { txHash: TX(5) })).rejects.toThrow(
        /Publish the bounty/,
      );
    });
  });

  describe("afterwards", () => {
    test("default: the owner closes it, once", async () => {
      const rooms = await make();
      const bounty = await published(rooms);
      await expect(close(rooms, rooms.people.owner, bounty.id)).rejects.toThrow(/Only an open bounty/);
      fund(rooms, bounty);
      await confirmFunding(rooms, rooms.people.owner, bounty.id, { txHash: TX(1) });
      await expect(close(rooms, rooms.people.stranger, bounty.id)).rejects.toMatchObject({ code: "forbidden" });
      expect(await close(rooms, rooms.people.owner, bounty.id)).toEqual({ state: "closed" });
      expect(await close(rooms, SYSTEM, bounty.id)).toEqual({ state: "closed" });
      expect(await get(rooms, rooms.people.stranger, bounty.id)).toMatchObject({
        state: "closed",
        eligibility: "not-open",
      });
    });

    test("behavior: the market shows what is open, the owner all of his", async () => {
      const rooms = await make();
      const { owner, stranger } = rooms.people;
      const cheap = await published(rooms, { title: "Cheap and cheerful", priceUnits: "100" });
      const dear = await published(rooms, { title: "Dear and difficult", deadlineS: START_S + WEEK_S / 2 });
      const waiting = await draft(rooms, { title: "Not yet" });
      for (const [n, bounty] of [cheap, dear].entries()) {
        rooms.vault.pay(TX(n + 1), bounty.chainBountyId, BigInt(bounty.escrowUnits), bounty.deadlineS);
        rooms.clock.nowMs += 1_000;
        await confirmFunding(rooms, owner, bounty.id, { txHash: TX(n + 1) });
      }
      const ids = async (query: Record<string, unknown>, caller = stranger) =>
        (await list(rooms, caller, query)).bounties.map(({ id }) => id);
      expect(await ids({})).toEqual([dear.id, cheap.id]);
      expect(await ids({ sort: "price" })).toEqual([dear.id, cheap.id]);
      expect(await ids({ sort: "closing" })).toEqual([dear.id, cheap.id]);
      expect(await ids({ q: "CHEERFUL" })).toEqual([cheap.id]);
      expect(await ids({ q: "100%" })).toEqual([]);
      expect(await ids({ kind: "image" })).toEqual([]);
      for (const sort of ["pay", "price", "left", "closing", "new"]) {
        const [one, two] = await ids({ sort });
        const first = await list(rooms, stranger, { sort, limit: 1 });
        const second = await list(rooms, stranger, { sort, limit: 1, after: first.next });
        const paged = [first, second].map(({ bounties, next }) => [bounties.map(({ id }) => id), next]);
        expect([sort, paged]).toEqual([
          sort,
          [
            [[one], one],
            [[two], null],
          ],
        ]);
        expect(first.counts.total).toBe(2);
      }
      expect(await ids({ kind: "text", limit: 1 })).toHaveLength(1);
      await expect(list(rooms, stranger, { after: waiting })).rejects.toThrow(/not in this list any more/);
      expect((await list(rooms, ANONYMOUS, {})).counts).toEqual({
        total: 2,
        byKind: { text: 2 },
        answersLeft: 18,
        lockedUnits: (BigInt(cheap.escrowUnits) + BigInt(dear.escrowUnits)).toString(),
      });
      expect((await ids({ state: "mine" }, owner)).sort()).toEqual([cheap.id, dear.id, waiting].sort());
      expect(await ids({ state: "mine" })).toEqual([]);
      expect(await ids({ state: "draft" })).toEqual([]);
      await expect(list(rooms, ANONYMOUS, { state: "mine" })).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(list(rooms, ANONYMOUS, { sort: "random" })).rejects.toMatchObject({ code: "invalid_input" });
    });

    test("behavior: a task type with items stays; without, its config goes", async () => {
      const rooms = await make();
      const id = await draft(rooms);
      expect(await get(rooms, rooms.people.owner, id)).toMatchObject({ config: { labels: LABELS } });
      await upload(rooms, id, TABLE);
      expect(await updateDraft(rooms, rooms.people.owner, id, { taskType: "choice" })).toMatchObject({ labels: 3 });
    });
  });
}
