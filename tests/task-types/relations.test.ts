// Relations between spans: what hands make is lawful, what votes amount to is what most say, and rows bring their spans.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ONE_Q16 } from "@/lib/kernel/q16";
import * as marking from "@/lib/task-types/interval-marking";
import { mergeRelations, relationsDistance } from "@/lib/task-types/relations/agreement";
import { relations } from "@/lib/task-types/relations/index";
import * as relating from "@/lib/task-types/relations/relating";
import {
  type RelationsAnswer,
  type RelationsConfig,
  relationOrder,
  relationsAnswer,
} from "@/lib/task-types/relations/schema";

const text = "Ada met Bo in Oslo.";
const things = ["person", "place"];
const labels = ["knows", "lives in"];
const config = (given: boolean, overlap = false): RelationsConfig => ({
  ...{ question: "q", given, things, labels, overlap },
});
const ada = { label: "person", start: 0, end: 3 };
const bo = { label: "person", start: 8, end: 10 };
const oslo = { label: "place", start: 14, end: 18 };
const spans = [ada, bo, oslo];
const drawn = { kind: "text", text } as const;
const given = { ...drawn, spans };
const answer = (...related: RelationsAnswer["relations"]): RelationsAnswer => ({ spans, relations: related });
const knows = { label: "knows", from: 0, to: 1 };

describe("relations in the making", () => {
  const place = fc.nat(6);
  const act: fc.Arbitrary<relating.Act> = fc.oneof(
    fc.tuple(fc.nat(18), fc.integer({ min: 1, max: 6 }), fc.constantFrom(...things)).map(
      ([start, long, label]): relating.Act =>
        (old) =>
          relating.marked({ ...old, pick: { start, end: Math.min(19, start + long) }, at: null }, (before) =>
            marking.labeled(before, label, false),
          ),
    ),
    fc.constantFrom(...things).map(
      (label): relating.Act =>
        (old) =>
          relating.marked(old, (before) => marking.labeled(before, label, false)),
    ),
    place.map(
      (at): relating.Act =>
        (old) =>
          at < old.drawn.spans.length ? relating.taken(old, at, false) : relating.letGo(old),
    ),
    fc.constantFrom(...labels).map(
      (label): relating.Act =>
        (old) =>
          relating.linked(old, label),
    ),
    fc.constantFrom<relating.Act>(
      relating.headed,
      relating.turned,
      relating.takenBack,
      relating.doneAgain,
      (old) => relating.nextLink(old, 1),
      (old) => (old.link === null ? old : relating.unlinked(old, old.link)),
      (old) => {
        const { at } = old;
        return at === null ? old : relating.marked(old, (before) => marking.removed(before, at));
      },
      (old) => relating.marked(old, (before) => marking.nextInHand(before, 1)),
    ),
  );

  test("property: any acts leave a lawful answer, and undo takes back the last", () => {
    const schema = relationsAnswer(config(false), drawn);
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), act, (steps, last) => {
        const before = steps.reduce((work, one) => one(work), relating.begun(config(false), drawn));
        const after = last(before);
        for (const work of [before, after]) {
          expect(schema.safeParse(work.drawn).error).toBeUndefined();
          expect(Math.max(work.at ?? 0, work.from ?? 0)).toBeLessThan(Math.max(1, work.drawn.spans.length));
        }
        if ((after.past ?? []).length > (before.past ?? []).length && after.future?.length === 0)
          expect(relating.takenBack(after).drawn).toEqual(before.drawn);
      }),
      { numRuns: 150 },
    );
  });

  test("default: a head, another span, a label; then it can be turned round and named anew", () => {
    const first = relating.taken(relating.begun(config(true), given), 0, true);
    const both = relating.taken(first, 1, true);
    expect(both).toMatchObject({ from: 0, at: 1 });
    const made = relating.linked(both, "knows");
    expect(made).toMatchObject({ drawn: { spans, relations: [knows] }, from: null, link: 0 });
    expect(relating.turned(made).drawn.relations).toEqual([{ label: "knows", from: 1, to: 0 }]);
    expect(relating.linked(made, "lives in").drawn.relations).toEqual([{ ...knows, label: "lives in" }]);
    expect(relating.takenBack(made).drawn.relations).toEqual([]);
  });

  test("behavior: a span that is named anew keeps its relations, one that is removed takes them along", () => {
    const related = {
      ...relating.begun(config(true), given),
      drawn: answer(knows, { label: "lives in", from: 1, to: 2 }),
      at: 1,
    };
    const renamed = relating.marked(related, (before) => marking.labeled(before, "place", false));
    expect(renamed.drawn.relations).toEqual(related.drawn.relations);
    const gone = relating.marked({ ...related, at: 0 }, (before) => marking.removed(before, 0));
    expect(gone.drawn).toEqual({ spans: [bo, oslo], relations: [{ label: "lives in", from: 0, to: 1 }] });
  });
});

describe("what relations amount to", () => {
  const apart = (a: RelationsAnswer, b: RelationsAnswer, isGiven: boolean) => relationsDistance(a, b, config(isGiven));

  test("behavior: direction, label and ends all count; given spans do not, marked ones do", () => {
    const turned = answer({ label: "knows", from: 1, to: 0 });
    expect([apart(answer(knows), turned, true), apart(answer(knows), answer(), true)]).toEqual([ONE_Q16, ONE_Q16]);
    expect([apart(answer(), answer(), true), apart(answer(knows), answer(knows), true)]).toEqual([0, 0]);
    const more = answer(knows, { label: "lives in", from: 0, to: 2 });
    expect(apart(answer(knows), more, true)).toBe(ONE_Q16 - Math.floor((2 * ONE_Q16) / 3));
    // Three spans of three are shared, and one relation of one and two.
    expect(apart(answer(knows), more, false)).toBe(ONE_Q16 - Math.floor((8 * ONE_Q16) / 9));
    // A head of which two thirds are shared shares as much of its relation.
    const near = { spans: [{ ...ada, end: 2 }, bo, oslo], relations: [knows] };
    expect(apart(answer(knows), near, true)).toBe(ONE_Q16 - Math.floor((2 * ONE_Q16) / 3));
  });

  test("behavior: a relation is kept where more than half of the weight names it, over spans that most mark", () => {
    const wide = { spans: [{ ...ada, end: 4 }, bo], relations: [knows] };
    const other = { spans: [bo, oslo], relations: [{ label: "lives in", from: 0, to: 1 }] };
    const votes = [answer(knows), wide, other].map((one) => ({ answer: one, weightQ16: ONE_Q16 }));
    expect(mergeRelations(votes, config(false))).toEqual({ spans, relations: [knows] });
    const heavy = votes.map((vote, i) => (i === 2 ? { ...vote, weightQ16: 3 * ONE_Q16 } : vote));
    expect(mergeRelations(heavy, config(false))).toEqual(other);
  });

  test("property: the merge is lawful and no order of votes changes it", () => {
    const pair = fc.record({ label: fc.constantFrom(...labels), from: fc.nat(2), to: fc.nat(2) });
    const vote = fc
      .tuple(fc.uniqueArray(pair, { maxLength: 5, selector: (p) => JSON.stringify(p) }), fc.nat(3))
      .map(([pairs, weightQ16]) => ({
        answer: answer(...pairs.filter(({ from, to }) => from !== to).sort(relationOrder)),
        weightQ16,
      }));
    fc.assert(
      fc.property(fc.array(vote, { minLength: 1, maxLength: 6 }), fc.boolean(), (votes, isGiven) => {
        const merged = mergeRelations(votes, config(isGiven));
        expect(mergeRelations([...votes].reverse(), config(isGiven))).toEqual(merged);
        const schema = relationsAnswer(config(isGiven), isGiven ? given : drawn);
        expect(schema.safeParse(merged).error).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });
});

describe("rows with spans", () => {
  const read = (cell: string) => relations.rows?.read(cell);

  test("behavior: a text alone, spans in any order, as triples, or as JSON in a column of their own", () => {
    expect(read(text)).toEqual(drawn);
    expect(read(JSON.stringify({ text, spans: [oslo, ada, bo] }))).toEqual(given);
    expect(read(JSON.stringify({ text, spans: spans.map(({ label, start, end }) => [start, end, label]) }))).toEqual(
      given,
    );
    expect(read(JSON.stringify({ text, spans: JSON.stringify(spans) }))).toEqual(given);
  });

  test.each([
    [[{ ...ada, end: 30 }], /ends at 19/],
    [[{ ...ada, label: "" }], /label is empty/],
    [[ada, ada], /not in order/],
    [[{ ...ada, end: 0 }], /empty/],
    ["none", /array/],
  ])("behavior: what is no list of spans of the text is refused: %j", (wrong, reason) => {
    const payload = read(JSON.stringify({ text, spans: wrong }));
    expect(String(relations.payload(config(true)).safeParse(payload).error?.message)).toMatch(reason);
  });

  test("behavior: rows can be read before it is settled whether their spans are asked for", () => {
    const kept = relations.payload(config(false)).parse(read(JSON.stringify({ text, spans })));
    expect(relations.payload(config(true)).parse(kept)).toEqual(given);
    expect(relations.answer(config(false), kept).safeParse({ spans: [ada], relations: [] }).success).toBe(true);
    expect(relations.payload(config(true)).safeParse(read(text)).success).toBe(false);
    const untouched = relations.config().safeParse({ ...config(false), things: [] });
    expect(untouched.error?.issues[0]?.path).toEqual(["things"]);
  });

  test("behavior: an answer that speaks of other spans than the given ones is refused, and so is a loop", () => {
    const schema = relations.answer(config(true), given);
    const wrong = [
      { spans: [ada], relations: [] },
      answer({ label: "knows", from: 1, to: 1 }),
      answer({ label: "knows", from: 0, to: 3 }),
      answer(knows, knows),
      answer({ label: "hates", from: 0, to: 1 }),
    ];
    for (const one of wrong) expect(schema.safeParse(one).success).toBe(false);
    expect(schema.safeParse(answer(knows)).success).toBe(true);
  });
});
