import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { ONE_Q16 } from "@/lib/kernel/q16";
import { audioSegments } from "@/lib/task-types/audio-segments/index";
import { configOf, settingsOf } from "@/lib/task-types/form-part";
import { medoid } from "@/lib/task-types/medoid";
import { TASK_TYPES, taskTypeOf } from "@/lib/task-types/registry";
import { RENDERERS } from "@/lib/task-types/renderers";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { sayIn } from "../locale/speak";

/** Laws that every task type keeps. A new one is on the list, so it is tested; there is no test file to write for it. */
const registered: readonly (readonly [string, AnyTaskType])[] = Object.entries(TASK_TYPES);
/** Types that have no renderer yet, so that nobody can order them; they keep the laws all the same. */
const unseen: readonly AnyTaskType[] = [audioSegments];
const types = [...registered, ...unseen.map((type) => [type.id, type] as const)];
const survives = (value: unknown) => JSON.parse(JSON.stringify(value));

test("the list is keyed by the types' own ids, and knows no others", () => {
  for (const [key, type] of registered) expect(type.id).toBe(key);
  expect(new Set(types.map(([id]) => id)).size).toBe(types.length);
  expect(() => taskTypeOf("no-such-type")).toThrow(/There are: .*choice/);
  expect(() => taskTypeOf("toString")).toThrow(/no task type/);
});

test("every type has a renderer that loads, asks its question and names its answers", async () => {
  expect(Object.keys(RENDERERS).sort()).toEqual(registered.map(([id]) => id).sort());
  for (const [id, load] of Object.entries(RENDERERS)) {
    const { default: renderer } = await load();
    for (const { config, payload, answers } of taskTypeOf(id).examples) {
      expect(renderer.question(config)).not.toBe("");
      expect(typeof renderer.long(payload)).toBe("boolean");
      const say = sayIn(`types.${id}`);
      for (const keys of renderer.keys(config, say)) expect(keys[1]).not.toBe("");
      for (const answer of answers) expect(renderer.brief(answer, say)).not.toMatch(/^$|\n/);
    }
    expect([typeof renderer.Item, typeof renderer.Answer]).toEqual(["function", "function"]);
  }
});

describe.each(types)("the task type %s", (_, type) => {
  const cases = type.examples.map((example) => {
    const config = type.config().parse(example.config);
    return { config, payload: type.payload(config).parse(example.payload), answers: example.answers };
  });
  const each = (law: (example: (typeof cases)[number]) => void) => cases.forEach(law);

  test("has a version, a title and examples", () => {
    expect(Number.isInteger(type.version) && type.version >= 1).toBe(true);
    expect(type.title).not.toBe("");
    expect(cases.length).toBeGreaterThan(0);
  });

  test("its form asks for every setting, and what it shows of a config is that config", () => {
    expect([type.about, type.asks]).not.toContain("");
    each(({ config }) => {
      const { question } = config as { question: string };
      expect(configOf(type.form, question, settingsOf(type.form, config))).toEqual(config);
    });
    const keys = type.form.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const untouched = type.config().safeParse(configOf(type.form, type.asks, {}));
    for (const { path } of untouched.error?.issues ?? []) expect(keys).toContain(path[0]);
  });

  test("its examples parse, survive JSON, and have a canonical spelling", () => {
    each(({ config, payload, answers }) => {
      expect(type.config().parse(survives(config))).toEqual(config);
      expect(type.payload(config).parse(survives(payload))).toEqual(payload);
      for (const answer of answers) {
        expect(type.answer(config, payload).parse(survives(answer))).toEqual(answer);
        expect(() => canonicalJson({ config, payload, answer })).not.toThrow();
      }
    });
  });

  test("it refuses what is no config, payload or answer", () => {
    each(({ config, payload }) => {
      for (const wrong of [undefined, null, 7, "", {}, []]) {
        expect(type.config().safeParse(wrong).success).toBe(false);
        expect(type.payload(config).safeParse(wrong).success).toBe(false);
        expect(type.answer(config, payload).safeParse(wrong).success).toBe(false);
      }
    });
  });

  test("its distance is an integer in Q16, nothing for equals, and symmetric", () => {
    each(({ config, answers }) => {
      for (const a of answers) {
        expect(type.distance(a, survives(a), config)).toBe(0);
        for (const b of answers) {
          const distance = type.distance(a, b, config);
          expect(Number.isInteger(distance) && distance >= 0 && distance <= ONE_Q16).toBe(true);
          expect(type.distance(b, a, config)).toBe(distance);
        }
      }
    });
  });

  test("what votes amount to is a lawful answer, and the only one when all agree", () => {
    each(({ config, payload, answers }) => {
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: ONE_Q16 })), { minLength: 1 }), (picks) => {
          const votes = picks.map(([i, weightQ16]) => ({ answer: answers[i], weightQ16 }));
          const merged = type.merge ? type.merge(votes, config) : medoid(type, config, votes);
          expect(type.answer(config, payload).safeParse(merged).success).toBe(true);
          const [first] = votes;
          if (votes.every(({ answer }) => answer === first?.answer)) expect(merged).toEqual(first?.answer);
        }),
      );
    });
  });

  test("its classes are counted from 0, and stand for one answer each", () => {
    if (!type.classes) return expect([type.category, type.fromCategory]).toEqual([undefined, undefined]);
    each(({ config, payload, answers }) => {
      const count = type.classes?.(config) ?? 0;
      expect(count).toBeGreaterThanOrEqual(2);
      for (let k = 0; k < count; k++) {
        const answer = type.fromCategory?.(k, config);
        expect(type.answer(config, payload).safeParse(answer).success).toBe(true);
        expect(type.category?.(answer, config)).toBe(k);
      }
      for (const answer of answers)
        expect(type.fromCategory?.(type.category?.(answer, config) ?? -1, config)).toEqual(answer);
      expect(() => type.fromCategory?.(count, config)).toThrow(RangeError);
    });
  });

  test("a row's columns depend on the config, never on the answer; its cells are scalars", () => {
    each(({ config, answers }) => {
      const rows = answers.map((answer) => type.toRow(answer, config));
      for (const row of rows) {
        expect(Object.keys(row)).toEqual(Object.keys(rows[0] ?? {}));
        for (const cell of Object.values(row)) expect(cell === null || typeof cell !== "object").toBe(true);
      }
    });
  });

  test("what it reads from a cell is a lawful answer; from a row, an image or a recording, a lawful payload", () => {
    each(({ config, payload, answers }) => {
      for (const answer of answers) {
        const written = typeof answer === "string" ? ` ${answer} ` : JSON.stringify(answer);
        const cell = type.parseCell ? type.parseCell(written, config) : answer;
        expect(type.answer(config, payload).safeParse(cell).success).toBe(true);
      }
      expect(type.parseCell?.("\u0001 no such answer", config)).toBeUndefined();
      const inRow = type.rows?.sample === undefined ? [] : Object.keys(JSON.parse(type.rows.sample));
      expect(inRow.filter((key) => type.rows?.columns.includes(key))).toEqual([]); // a row may be the content itself
      const fromRow = type.rows?.read(type.rows.sample ?? "some text");
      if (fromRow !== undefined) expect(type.payload(config).safeParse(fromRow).success).toBe(true);
      const asset = "a".repeat(64);
      const fromImage = type.fromImage?.({ asset, width: 3, height: 4, name: "x.png" });
      if (fromImage !== undefined) {
        expect(type.payload(config).safeParse(fromImage).success).toBe(true);
        expect(type.assets?.(fromImage)).toEqual([asset]);
      }
      const fromAudio = type.fromAudio?.({ asset, lengthMs: 5, name: "x.wav" });
      if (fromAudio !== undefined) {
        expect(type.payload(config).safeParse(fromAudio).success).toBe(true);
        expect(type.assets?.(fromAudio)).toEqual([asset]);
      }
      const importable = [type.rows, type.fromImage, type.fromAudio].some((way) => way !== undefined);
      expect(importable || !registered.some(([id]) => id === type.id)).toBe(true);
      expect(["text", "image", undefined]).toContain(type.features?.(payload).kind);
    });
  });

  test("its answers are read in the shape it names, with labels of its config alone", () => {
    each(({ config, payload, answers }) => {
      const reading = type.reading;
      const names = reading?.names(config).labels ?? [];
      for (const answer of answers) {
        const read = reading?.read(answer, payload, config);
        expect(read?.kind).toBe(reading?.kind);
        const said = read && "shapes" in read ? read.shapes.map(({ label }) => label) : [];
        expect(said.filter((label) => !names.includes(label))).toEqual([]);
      }
    });
  });
});
