// One more kind of work is one folder (toy/) and two lines. Every stage then knows it, and none had to be told.
import { afterAll, beforeAll, expect, test } from "vitest";
import { freeze } from "@/lib/bounties/publish";
import { parseConfig } from "@/lib/bounties/terms";
import { decideStructured, spaceOf } from "@/lib/consensus/decide-structured";
import { ingestRow } from "@/lib/items/ingest-row";
import { Seen } from "@/lib/items/seen";
import { configOf, settingsOf } from "@/lib/task-types/form-part";
import { TASK_TYPES, taskTypeOf } from "@/lib/task-types/registry";
import { RENDERERS } from "@/lib/task-types/renderers";
import type { AnyTaskType, Renderer } from "@/lib/task-types/task-type";

const registry = TASK_TYPES as unknown as Record<string, AnyTaskType>;
const renderers = RENDERERS as Record<string, () => Promise<{ default: Renderer<unknown, unknown, unknown> }>>;

beforeAll(async () => {
  const { toy } = await import("./toy/index");
  registry["toy-hue"] = toy;
  renderers["toy-hue"] = () => import("./toy/renderer");
});
afterAll(() => {
  delete registry["toy-hue"];
  delete renderers["toy-hue"];
});

const address = (n: number) => `0x${String(n).padStart(40, "0")}` as const;

test("behavior: terms, form, import, consensus and export take a type that is only on the list", async () => {
  const type = taskTypeOf("toy-hue");
  const config = parseConfig("toy-hue", { question: "Which colour?" });
  expect(configOf(type.form, "Which colour?", settingsOf(type.form, config))).toEqual(config);
  expect(() => parseConfig("toy-hue", { question: "Which colour?", finest: 0 })).toThrow();

  const seen = new Seen();
  const row = (line: number, gold?: string) =>
    ingestRow(
      { taskType: type, config, rowPrefix: "row-", seen },
      { kind: "candidate", line, at: "text", id: undefined, payload: type.rows?.read(`leaf ${line}`), gold },
    );
  expect(row(1, "120")).toMatchObject({ kind: "draft", gold: { degrees: 120 } });
  expect(row(2, "121")).toMatchObject({ kind: "bad", reason: expect.stringContaining("not a multiple of 15") });
  expect(row(3, "green")).toMatchObject({ kind: "bad", reason: expect.stringContaining('{"degrees":120}') });

  const answers = ["a", "b", "c", "d"].flatMap((item, i) =>
    [1, 2, 3].map((who) => ({ item, annotator: address(who), answer: { degrees: who === 3 ? 285 : 60 + 15 * i } })),
  );
  const terms = { overlap: 3, acceptQ16: 58_982, taking: true, betaQ16: 32_768, unit: 1000n };
  const { items } = decideStructured(answers, terms, spaceOf(type, config));
  expect(items.map(({ answer }) => type.toRow(answer, config))).toEqual(
    [60, 75, 90, 105].map((degrees) => ({ degrees })),
  );
});

test("behavior: the terms of such a bounty are frozen like any other's", async () => {
  const config = parseConfig("toy-hue", { question: "Which colour?" });
  const bounty = {
    ...{ taskType: "toy-hue", config, title: "Hues", guidelines: "", secret: "5e".repeat(32), priceUnits: 1000n },
    ...{ itemCount: 1, goldCount: 0, deadlineS: 2_000_000, owner: { no: 1n, address: address(9) } },
    policy: { overlap: 3, goldBps: 1000, blindBps: 0, suggestions: false, betaBps: 5000, payRule: "pmi-v1" },
  } as unknown as Parameters<typeof freeze>[0];
  const place = { chainId: 31337, vault: address(1), ledgerId: "1", token: address(2), feeBps: 200 };
  const items = (async function* () {
    yield [{ hash: "0".repeat(64) }];
  })();
  const chainBountyId = () => `0x${"1".repeat(64)}` as const;
  const frozen = await freeze(bounty, items, { place: place as never, chainBountyId, nowMs: 1_900_000_000 });
  expect(frozen.manifest).toMatchObject({ taskType: "toy-hue", taskVersion: 1, config: { finest: 15 } });
});

test("behavior: the browser loads its renderer when it is shown", async () => {
  const { default: renderer } = (await renderers["toy-hue"]?.()) ?? {};
  expect(renderer?.brief({ degrees: 15 }, (name) => name)).toBe("15°");
});
