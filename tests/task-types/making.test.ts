// Answers in the making: whatever hands do, in whatever order, what comes out is a lawful answer.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as segments from "@/lib/task-types/audio-segments/pen";
import { audioSegmentsAnswer } from "@/lib/task-types/audio-segments/schema";
import * as boxes from "@/lib/task-types/boxes/drawing";
import { boxesAnswer, MAX_BOXES } from "@/lib/task-types/boxes/schema";
import * as judging from "@/lib/task-types/chat/judging";
import { chatAnswer } from "@/lib/task-types/chat/schema";
import { cornerAt, fitted, moved, zoomed } from "@/lib/task-types/image-view";
import * as marking from "@/lib/task-types/interval-marking";
import * as figures from "@/lib/task-types/keypoints/drawing";
import { KeypointsConfig, keypointsAnswer } from "@/lib/task-types/keypoints/schema";
import * as outlines from "@/lib/task-types/polygons/drawing";
import { polygonsAnswer } from "@/lib/task-types/polygons/schema";
import * as order from "@/lib/task-types/ranking/order";
import { rankingAnswer } from "@/lib/task-types/ranking/schema";
import * as player from "@/lib/task-types/sound-player";
import { spansAnswer } from "@/lib/task-types/spans/schema";
import { offsetsOf } from "@/lib/task-types/text-offsets";
import { penOf } from "@/lib/task-types/text-pen";
import { wordsOf } from "@/lib/task-types/text-words";

const image = { kind: "image", asset: "0".repeat(64), width: 64, height: 48, alt: "x.png" } as const;
const labels = ["car", "person"];

describe("boxes", () => {
  const schema = boxesAnswer({ question: "q", labels }, image);
  const point = fc.record({ x: fc.nat(image.width), y: fc.nat(image.height) });
  const by = fc.record({ x: fc.integer({ min: -90, max: 90 }), y: fc.integer({ min: -90, max: 90 }) });
  const act = fc.oneof(
    fc.tuple(point, point).map(
      ([a, b]) =>
        (d: boxes.Drawing) =>
          boxes.added(d, boxes.boxBetween(d.label, a, b)),
    ),
    by.map((far) => (d: boxes.Drawing) => boxes.steered(d, far, image)),
    fc.constant((d: boxes.Drawing) => boxes.cornered(d, image)),
    fc.constantFrom(...labels).map((label) => (d: boxes.Drawing) => boxes.labeled(d, label)),
    fc.constantFrom(1 as const, -1 as const).map((to) => (d: boxes.Drawing) => boxes.nextInHand(d, to)),
    fc.tuple(by, fc.constantFrom(boxes.shifted, boxes.stretched)).map(([far, how]) => (d: boxes.Drawing) => {
      const box = d.at === null ? undefined : d.boxes[d.at];
      return box && d.at !== null ? boxes.replaced(d, d.at, how(box, far, image)) : d;
    }),
    fc.constant((d: boxes.Drawing) => (d.at === null ? d : boxes.removed(d, d.at))),
  );

  test("property: any acts leave a lawful answer, and what is in hand is there", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const drawn = acts.reduce((drawing, one) => one(drawing), boxes.nothing(labels));
        expect(schema.safeParse({ boxes: drawn.boxes }).error).toBeUndefined();
        if (drawn.at !== null) expect(drawn.boxes[drawn.at]).toBeDefined();
      }),
    );
  });

  test("default: two corners by keys make the box between them", () => {
    const [start, corner] = [boxes.steered(boxes.nothing(labels), { x: -10, y: -4 }, image), { x: 20, y: 10 }];
    const drawn = boxes.cornered(boxes.steered(boxes.cornered(start, image), corner, image), image);
    expect(drawn.boxes).toEqual([{ label: "car", x1: 22, y1: 20, x2: 42, y2: 30 }]);
    expect(drawn).toMatchObject({ at: 0, anchor: null });
  });

  test("behavior: beyond the most that an answer holds, nothing is added", () => {
    const box = { label: "car", x1: 0, y1: 0, x2: 1, y2: 1 };
    const full = { ...boxes.nothing(labels), boxes: Array.from({ length: MAX_BOXES }, () => box) };
    expect(boxes.added(full, box).boxes).toHaveLength(MAX_BOXES);
  });

  test("behavior: a box inside another is reached, and a corner is held by its opposite", () => {
    const outer = { label: "car", x1: 0, y1: 0, x2: 40, y2: 40 };
    const inner = { label: "car", x1: 10, y1: 10, x2: 20, y2: 20 };
    expect(boxes.boxAt([outer, inner], { x: 15, y: 15 })).toBe(1);
    expect(boxes.boxAt([outer, inner], { x: 60, y: 45 })).toBeNull();
    expect(boxes.heldCorner(inner, { x: 21, y: 9 }, 2)).toEqual({ x: 10, y: 20 });
    expect(boxes.heldCorner(inner, { x: 15, y: 15 }, 2)).toBeUndefined();
  });

  test("property: wherever the picture lies, a point of it is found again under its place in the window", () => {
    const room = { width: 300, height: 500 };
    const factor = fc.double({ min: 0.2, max: 8, noNaN: true });
    fc.assert(
      fc.property(point, fc.array(fc.tuple(factor, point), { maxLength: 6 }), by, (at, zooms, far) => {
        const fit = fitted(image, room);
        const near = zooms.reduce((view, [times, about]) => zoomed(view, times, about, fit.scale), fit);
        const view = moved(near, far, image, room);
        const drawn = { x: at.x * view.scale + view.x, y: at.y * view.scale + view.y };
        expect(cornerAt(view, drawn, image)).toEqual(at);
      }),
    );
  });
});

describe("polygons", () => {
  const schema = polygonsAnswer({ question: "q", labels }, image);
  const point = fc.record({ x: fc.nat(image.width), y: fc.nat(image.height) });
  const by = fc.record({ x: fc.integer({ min: -90, max: 90 }), y: fc.integer({ min: -90, max: 90 }) });
  const turn = fc.constantFrom(1 as const, -1 as const);
  type Act = (drawing: outlines.Drawing) => outlines.Drawing;
  const act: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(point, fc.boolean()).map(
        ([at, anew]): Act =>
          (d) =>
            outlines.tapped(d, at, 3, anew),
      ),
    },
    {
      weight: 2,
      arbitrary: by.map(
        (far): Act =>
          (d) =>
            outlines.nudged(d, far, image),
      ),
    },
    { weight: 2, arbitrary: fc.constant<Act>(outlines.closed) },
    fc.constantFrom(...labels).map(
      (label): Act =>
        (d) =>
          outlines.labeled(d, label),
    ),
    turn.map(
      (to): Act =>
        (d) =>
          outlines.nextInHand(d, to),
    ),
    turn.map(
      (to): Act =>
        (d) =>
          outlines.nextCorner(d, to),
    ),
    fc.constantFrom<Act>(outlines.split, outlines.takenAway, outlines.takenBack, outlines.letGo),
  );
  const tap = (x: number, y: number) => (d: outlines.Drawing) => outlines.tapped(d, { x, y }, 3, false);
  const drawn = (...acts: Act[]) => acts.reduce((drawing, one) => one(drawing), outlines.nothing(labels));

  test("property: any acts leave a lawful answer, and what is in hand is there", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { drawn: made, at, corner } = drawn(...acts);
        expect(schema.safeParse({ polygons: made.polygons }).error).toBeUndefined();
        if (at !== null) expect(made.polygons[at]).toBeDefined();
        if (at !== null && corner !== null) expect(made.polygons[at]?.points[corner]).toBeDefined();
      }),
      { numRuns: 100 },
    );
  });

  test("property: what an act has changed, undo puts back", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), act, (acts, last) => {
        const before = drawn(...acts);
        const after = last(before);
        if (after.drawn === before.drawn || (after.past?.length ?? 0) <= (before.past?.length ?? 0)) return;
        expect(outlines.takenBack(after).drawn).toEqual(before.drawn);
      }),
      { numRuns: 100 },
    );
  });

  test("default: taps set corners, and a tap on the first closes the outline", () => {
    const made = drawn(tap(10, 10), tap(40, 10), tap(40, 30), tap(11, 11));
    expect(made.drawn).toEqual({
      polygons: [
        {
          label: "car",
          points: [
            [10, 10],
            [40, 10],
            [40, 30],
          ],
        },
      ],
      open: [],
    });
    expect(made).toMatchObject({ at: 0, corner: null });
  });

  test("behavior: a tap inside takes an outline in hand, one on its corner that corner, and both can be moved", () => {
    const made = drawn(
      tap(10, 10),
      tap(40, 10),
      tap(40, 30),
      outlines.closed,
      outlines.letGo,
      tap(35, 15),
      tap(40, 30),
    );
    expect(made).toMatchObject({ at: 0, corner: 2 });
    const lower = outlines.nudged(made, { x: 90, y: 5 }, image);
    expect(lower.drawn.polygons[0]?.points[2]).toEqual([64, 35]);
    expect(outlines.split(lower).drawn.polygons[0]?.points).toHaveLength(4);
  });

  test("behavior: an outline that covers nothing stays open, and one of three corners keeps them", () => {
    const line = drawn(tap(10, 10), tap(20, 10), tap(30, 10), outlines.closed);
    expect(line.drawn).toMatchObject({
      polygons: [],
      open: [
        [10, 10],
        [20, 10],
        [30, 10],
      ],
    });
    const three = drawn(tap(10, 10), tap(40, 10), tap(40, 30), outlines.closed, (d) => outlines.nextCorner(d, 1));
    expect(outlines.takenAway(three).drawn.polygons[0]?.points).toHaveLength(3);
  });
});

describe("keypoints", () => {
  const config = KeypointsConfig.parse({ question: "q", points: ["head", "hip", "foot"] });
  const schema = keypointsAnswer(config, image);
  const count = config.points.length;
  type Act = (drawing: figures.Drawing) => figures.Drawing;
  const point = fc.record({ x: fc.nat(image.width), y: fc.nat(image.height) });
  const by = fc.record({ x: fc.integer({ min: -90, max: 90 }), y: fc.integer({ min: -90, max: 90 }) });
  const act: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 6,
      arbitrary: point.map(
        (at): Act =>
          (d) =>
            figures.tapped(d, at, 2, count, image),
      ),
    },
    {
      weight: 2,
      arbitrary: by.map(
        (far): Act =>
          (d) =>
            figures.nudged(d, far, image),
      ),
    },
    fc.nat(count - 1).map(
      (at): Act =>
        (d) =>
          figures.named(d, at),
    ),
    fc.constantFrom(1 as const, -1 as const).map(
      (to): Act =>
        (d) =>
          figures.nextInHand(d, to),
    ),
    fc.constantFrom<Act>(figures.veiled, figures.passed, figures.takenAway, figures.takenBack, figures.letGo),
  );
  const made = (...acts: Act[]) => acts.reduce((drawing, one) => one(drawing), figures.NOTHING);
  const tap = (x: number, y: number) => (d: figures.Drawing) => figures.tapped(d, { x, y }, 2, count, image);

  test("property: any acts leave a lawful answer, and what is in hand is there", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const drawn = made(...acts);
        expect(schema.safeParse({ figures: drawn.figures }).error).toBeUndefined();
        if (drawn.at !== null) expect(drawn.figures[drawn.at]).toBeDefined();
      }),
      { numRuns: 100 },
    );
  });

  test("default: taps set the points in the order of their names, and begin the next figure behind the last", () => {
    const [one, two] = [made(tap(5, 5), tap(6, 20), tap(7, 40)), made(tap(5, 5), tap(6, 20), tap(7, 40), tap(30, 9))];
    expect(one.figures).toEqual([
      {
        points: [
          [5, 5, 2],
          [6, 20, 2],
          [7, 40, 2],
        ],
      },
    ]);
    expect(two.figures[1]).toEqual({
      points: [
        [30, 9, 2],
        [0, 0, 0],
        [0, 0, 0],
      ],
    });
    expect(two).toMatchObject({ at: 1, point: 1 });
  });

  test("behavior: a point can be hidden, passed over, moved and taken away, and undo puts it back", () => {
    const drawn = made(tap(5, 5), figures.veiled, figures.passed, tap(7, 40));
    expect(drawn.figures[0]?.points).toEqual([
      [5, 5, 1],
      [0, 0, 0],
      [7, 40, 2],
    ]);
    const lower = figures.nudged(figures.named(drawn, 2), { x: 1, y: 90 }, image);
    expect(lower.figures[0]?.points[2]).toEqual([8, 47, 2]);
    const away = figures.takenAway(lower);
    expect(away.figures[0]?.points[2]).toEqual([0, 0, 0]);
    expect(figures.takenBack(away).figures).toEqual(lower.figures);
    expect(figures.takenAway(figures.takenAway(lower)).figures).toEqual([]);
  });
});

describe("spans", () => {
  const texts = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });

  test("property: places are code points, there and back", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const offsets = offsetsOf(text);
        const points = [...text];
        expect(offsets.length).toBe(points.length);
        for (let at = 0; at <= points.length; at++) {
          const unit = points.slice(0, at).join("").length;
          expect([offsets.toUnits(at), offsets.toPoints(unit)]).toEqual([unit, at]);
        }
      }),
    );
  });

  test.each([true, false])("property: any acts leave a lawful answer (overlap %s)", (overlap) => {
    const schema = (text: string) => spansAnswer({ question: "q", labels, overlap }, { kind: "text", text });
    const step = fc.tuple(fc.nat(9), fc.nat(60), fc.nat(60), fc.constantFrom(...labels));
    fc.assert(
      fc.property(texts, fc.array(step, { maxLength: 30 }), (text, steps) => {
        const offsets = offsetsOf(text);
        const pen = penOf(text, offsets, overlap);
        const within = (place: number) => place % (offsets.length + 1);
        let now = marking.EMPTY;
        for (const [what, a, b, label] of steps) {
          const [start, end] = [Math.min(within(a), within(b)), Math.max(within(a), within(b))];
          const acts: readonly ((before: marking.Marking) => marking.Marking)[] = [
            (before) => (start < end ? { ...before, at: null, pick: { start, end } } : before),
            (before) => marking.labeled(before, label, overlap),
            (before) => marking.nextInHand(before, 1),
            (before) => (before.at === null ? before : marking.removed(before, before.at)),
            pen.nextWord,
            pen.wordBefore,
            pen.wordMore,
            pen.wordLess,
            pen.signs(1, "end"),
            pen.signs(-1, "start"),
          ];
          now = acts[what]?.(now) ?? now;
        }
        expect(schema(text).safeParse({ spans: now.spans }).error).toBeUndefined();
      }),
    );
  });

  test("default: words are found in any script, and a label takes what is picked", () => {
    const text = "👋 Ada met 李雷 in Łódź.";
    const offsets = offsetsOf(text);
    const pen = penOf(text, offsets, false);
    const words = wordsOf(text, offsets);
    expect(words.at(0)).toEqual({ start: 2, end: 5 });
    const first = marking.labeled(pen.nextWord(marking.EMPTY), "person", false);
    expect(first.spans).toEqual([{ label: "person", start: 2, end: 5 }]);
    const two = marking.labeled(pen.wordMore(pen.nextWord(marking.EMPTY)), "car", false);
    expect(two.spans).toEqual([{ label: "car", start: 2, end: 9 }]);
  });

  test("behavior: what a new span meets gives way, of another label only where none may overlap", () => {
    const old = { spans: [{ label: "car", start: 0, end: 5 }], pick: { start: 3, end: 8 }, at: null };
    expect(marking.labeled(old, "person", false).spans).toEqual([{ label: "person", start: 3, end: 8 }]);
    expect(marking.labeled(old, "person", true).spans).toHaveLength(2);
    expect(marking.labeled(old, "car", true).spans).toHaveLength(1);
  });
});

describe("audio segments", () => {
  const lengthMs = 5_000;
  const sound = { kind: "audio", asset: "0".repeat(64), lengthMs, name: "x.wav" } as const;
  const moment = fc.integer({ min: 0, max: lengthMs });
  const drawn = fc.double({ min: -500, max: lengthMs + 500, noNaN: true });
  type Act = (before: marking.Marking) => marking.Marking;
  const acts = (overlap: boolean): fc.Arbitrary<Act> => {
    const marked =
      (by: (before: marking.Marking) => marking.Marking): Act =>
      (work) =>
        marking.acted(work, by);
    return fc.oneof(
      moment.map((at) => marked((old) => segments.begunAt(old, at, lengthMs, overlap))),
      moment.map((at) => marked((old) => segments.endedAt(old, at, overlap))),
      fc.tuple(drawn, drawn).map(([a, b]) => marked((old) => segments.picked(old, a, b, lengthMs))),
      fc
        .tuple(fc.nat(3), drawn, drawn)
        .map(([at, start, end]) => marked((old) => segments.stretched(old, at, { start, end }, lengthMs, overlap))),
      fc.constantFrom(...labels).map((label) => marked((old) => marking.labeled(old, label, overlap))),
      fc.constant(marked((old) => marking.nextInHand(old, 1))),
      fc.constant(marked((old) => (old.at === null ? old : marking.removed(old, old.at)))),
      fc.constant<Act>(marking.takenBack),
    );
  };

  test.each([true, false])(
    "property: any acts leave a lawful answer, and undo takes back the last (overlap %s)",
    (overlap) => {
      const schema = audioSegmentsAnswer({ question: "q", labels, overlap }, sound);
      fc.assert(
        fc.property(fc.array(acts(overlap), { maxLength: 30 }), acts(overlap), (steps, last) => {
          const before = steps.reduce((work, one) => one(work), marking.EMPTY);
          const after = last(before);
          for (const { spans } of [before, after]) expect(schema.safeParse({ segments: spans }).error).toBeUndefined();
          if (after.past && after.past.length > (before.past?.length ?? 0))
            expect(marking.takenBack(after).spans).toEqual(before.spans);
        }),
        { numRuns: 100 },
      );
    },
  );

  test("default: begun and ended where the player stands, named, and ended elsewhere", () => {
    const begun = segments.begunAt(marking.EMPTY, 1_000, lengthMs, false);
    const named = marking.labeled(segments.endedAt(begun, 3_000, false), "car", false);
    expect(named).toMatchObject({ spans: [{ label: "car", start: 1_000, end: 3_000 }], at: 0, pick: null });
    expect(segments.endedAt(named, 2_500, false).spans).toEqual([{ label: "car", start: 1_000, end: 2_500 }]);
  });
});

describe("a recording's player", () => {
  test("default: a part is repeated from one moment to another, whichever comes first, and then no more", () => {
    const open = player.repeatNext(null, 4_000);
    const part = player.repeatNext(open, 1_000);
    expect(part).toEqual({ from: 1_000, to: 4_000 });
    expect([player.jumpFrom(part, 3_999), player.jumpFrom(part, 4_000), player.jumpFrom(open, 9_000)]).toEqual([
      undefined,
      1_000,
      undefined,
    ]);
    expect(player.repeatNext(part, 2_000)).toBeNull();
  });

  test("behavior: speeds end at their ends, and moments are written with tenths", () => {
    const up = player.RATES.reduce((rate) => player.rateBeside(rate, 1), 1);
    expect([up, player.rateBeside(up, 1), player.rateBeside(1, -1)]).toEqual([2, 2, 0.75]);
    expect([player.clockOf(0), player.clockOf(64_250), player.clockOf(3_600_000)]).toEqual([
      "0:00.0",
      "1:04.2",
      "60:00.0",
    ]);
  });
});

describe("ranking", () => {
  test("property: once all are placed, any acts leave a lawful ranking", () => {
    const count = 5;
    const things = Array.from({ length: count }, (_, i) => ({ id: `t${i}`, text: "x" }));
    const schema = rankingAnswer({ question: "q", ties: true }, { prompt: "", things });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(count - 1), fc.nat(count)), { maxLength: 40 }), (steps) => {
        let now = order.EMPTY;
        for (const [what, thing, place] of steps) {
          const acts = [
            () => order.pick(now, thing),
            () => order.moveTo(now, thing, place),
            () => (now.things.includes(thing) ? order.toggleTie(now, thing) : now),
            () => order.takeBack(now),
          ];
          now = acts[what]?.() ?? now;
        }
        const all = things.reduce((before, _, thing) => order.pick(before, thing), now);
        expect(schema.safeParse(order.answerOf(all, count)).error).toBeUndefined();
        expect(order.answerOf(now, count) === undefined).toBe(now.things.length < count);
      }),
    );
  });

  test("default: keys in the order of merit rank, a tie shares the place above", () => {
    const placed = [2, 0, 1].reduce(order.pick, order.EMPTY);
    expect(order.answerOf(placed, 3)).toEqual({ places: [1, 2, 0] });
    expect(order.answerOf(order.toggleTie(placed, 0), 3)).toEqual({ places: [0, 1, 0] });
  });
});

describe("a chat", () => {
  const config = { question: "q", labels: ["good", "bad"], lowest: 1, highest: 5, everybody: false };
  const said = (role: "user" | "assistant") => ({ role, text: "…" });
  const messages = [said("user"), said("assistant"), said("user"), said("assistant"), said("assistant")];
  const schema = chatAnswer(config, { messages });
  const act = fc.oneof(
    fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 5 })).map(
      ([at, value]) =>
        (j: judging.Judging) =>
          judging.rated(j, at, value),
    ),
    fc.constantFrom(...config.labels).map((label) => (j: judging.Judging) => judging.judged(j, label)),
    fc.integer({ min: -9, max: 9 }).map((at) => (j: judging.Judging) => judging.movedTo(j, at)),
    fc.constant(judging.takenOff),
  );

  test("property: any acts end in a lawful answer or in none, and what is up is a message or the verdict", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const done = acts.reduce((before, one) => one(before), judging.unjudged(3));
        expect(done.at >= 0 && done.at <= 3).toBe(true);
        const answer = judging.answerOf(done);
        if (answer) expect(schema.safeParse(answer).error).toBeUndefined();
        else expect(done.verdict === null || done.ratings.includes(null)).toBe(true);
      }),
    );
  });

  test("default: ratings go on to the next open message, then to the verdict; what is taken off is up again", () => {
    const all = [3, 4, 5].reduce((before, value) => judging.rated(before, before.at, value), judging.unjudged(3));
    expect(all).toEqual({ ratings: [3, 4, 5], verdict: null, at: 3 });
    const whole = judging.judged(all, "bad");
    expect(judging.answerOf(whole)).toEqual({ ratings: [3, 4, 5], verdict: "bad" });
    const less = judging.takenOff(judging.takenOff(whole));
    expect(less).toEqual({ ratings: [3, 4, null], verdict: null, at: 2 });
    expect(judging.rated(judging.rated(judging.unjudged(3), 2, 1), 0, 1).at).toBe(1);
  });
});
