// Undo and redo of what is drawn: boxes and spans stand for all types that keep their past by `past.ts`.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as boxes from "@/lib/task-types/boxes/drawing";
import * as marking from "@/lib/task-types/interval-marking";
import { canRedo, canUndo } from "@/lib/task-types/past";

const labels = ["car", "van"];

describe("the past of a drawing", () => {
  test("property: as many steps back and on again as were done leave all as it was", () => {
    const stretch = fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 9 }), fc.constantFrom(...labels));
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 12 }), fc.nat(12), (stretches, back) => {
        const put = (before: marking.Marking, [start, length, label]: [number, number, string]) =>
          marking.acted(before, (old) =>
            marking.labeled({ ...old, pick: { start, end: start + length }, at: null }, label, false),
          );
        const states = [marking.EMPTY];
        for (const one of stretches) {
          const last = states.at(-1) ?? marking.EMPTY;
          const next = put(last, one);
          // The same stretch with the same label once more is no step.
          if (JSON.stringify(next.spans) !== JSON.stringify(last.spans)) states.push(next);
        }
        const done = states.length - 1;
        const steps = Math.min(back, done);
        let now = states.at(-1) ?? marking.EMPTY;
        for (let i = 0; i < steps; i++) now = marking.takenBack(now);
        expect(now.spans).toEqual(states[done - steps]?.spans);
        expect(canUndo(now)).toBe(steps < done);
        for (let i = 0; i < steps; i++) now = marking.doneAgain(now);
        expect(now.spans).toEqual(states.at(-1)?.spans);
        expect(canRedo(now)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test("behavior: a label put on what has it, a box moved nowhere, the same label for a relation's span: no act to take back", () => {
    const box = boxes.boxBetween("car", { x: 0, y: 0 }, { x: 5, y: 5 });
    const drawn = boxes.acted(boxes.nothing(labels), (old) => boxes.added(old, box));
    const again = boxes.acted(drawn, (old) => boxes.labeled(old, "car"));
    const still = boxes.acted(again, (old) => boxes.replaced(old, 0, box && { ...box }));
    expect(boxes.takenBack(still).boxes).toEqual([]);
    const span = marking.acted({ ...marking.EMPTY, pick: { start: 2, end: 5 } }, (old) =>
      marking.labeled(old, "car", false),
    );
    const same = marking.acted(span, (old) => marking.labeled(old, "car", false));
    expect([same.at, marking.takenBack(same).spans]).toEqual([0, []]);
    const other = marking.acted(same, (old) => marking.labeled(old, "van", false));
    expect(marking.takenBack(other).spans).toEqual(span.spans);
  });

  test("behavior: a new act after going back is all there is to go on from; a cursor is no act", () => {
    const image = { width: 60, height: 45 };
    const box = (at: number) => boxes.boxBetween("car", { x: at, y: 0 }, { x: at + 5, y: 5 });
    const drawn = [0, 10].reduce(
      (before, at) => boxes.acted(before, (old) => boxes.added(old, box(at))),
      boxes.nothing(labels),
    );
    const back = boxes.takenBack(drawn);
    expect([back.boxes.length, canRedo(back), back.at]).toEqual([1, true, null]);
    const steered = boxes.acted(back, (old) => boxes.steered(old, { x: 1, y: 1 }, image));
    expect(boxes.doneAgain(steered).boxes).toEqual(drawn.boxes);
    const other = boxes.acted(steered, (old) => boxes.added(old, box(20)));
    expect([canRedo(other), other.boxes.length]).toEqual([false, 2]);
    expect(boxes.doneAgain(other)).toBe(other);
  });

  test("behavior: acts beyond the most are forgotten, the oldest first; where much is drawn, sooner", () => {
    const full = Array.from({ length: 2_000 }, (_, i) => ({ label: "car", start: 2 * i, end: 2 * i + 1 }));
    const many = (spans: marking.Marking["spans"]) => {
      let now: marking.Marking = { ...marking.EMPTY, spans };
      for (let i = 0; i < 60; i++)
        now = marking.acted(now, (old) =>
          marking.labeled({ ...old, pick: { start: 9_000 + i, end: 9_001 + i } }, "van", false),
        );
      return (now.past ?? []).length;
    };
    expect(many([])).toBe(40);
    expect(many(full)).toBeLessThan(12);
  });

  test("behavior: work that an older renderer kept has no past, and gains one", () => {
    const old: marking.Marking = { spans: [{ label: "car", start: 0, end: 2 }], pick: null, at: 0 };
    expect(marking.takenBack(old)).toBe(old);
    const now = marking.acted(old, (before) => marking.removed(before, 0));
    expect(marking.takenBack(now).spans).toEqual(old.spans);
  });
});
