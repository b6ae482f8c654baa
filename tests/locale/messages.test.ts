import { describe, expect, test } from "vitest";
import { LOCALES } from "@/lib/locale/locales";
import { NAMESPACES } from "@/lib/locale/messages";
import { TASK_TYPES } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { namespaces, sayIn, wordsIn } from "./speak";
import { usedWords } from "./used-words";

const OTHERS = LOCALES.map(({ id }) => id).filter((id) => id !== "en");

/** An argument, not the one word that a plural form may be: `one {answer}`. */
const OUTSIDE_FORMS = /(?<!\b(?:zero|one|two|few|many|other) )\{(\w+)(?=[,}])/g;

/** Arguments and tags of a message, in the order of the alphabet: `{count, plural, …}` asks for `count`, `<b>` for `<b>`. */
const asks = (message: string): string[] =>
  [
    ...new Set([
      ...[...message.matchAll(message.includes(", plural,") ? OUTSIDE_FORMS : /\{(\w+)(?=[,}])/g)].map(
        ([, name]) => name ?? "",
      ),
      ...[...message.matchAll(/<(\w+)>/g)].map(([tag]) => tag),
    ]),
  ].sort();

const valuesFor = (message: string, count: number) =>
  Object.fromEntries(
    asks(message)
      .filter((name) => !name.startsWith("<"))
      .map((name) => [name, message.includes(`{${name}, plural`) ? count : "x"]),
  );

test("every file of words is one that the pages load", () => {
  expect(namespaces.filter((name) => !name.startsWith("types.")).toSorted()).toEqual([...NAMESPACES].toSorted());
});

describe.each(namespaces)("the words of %s", (namespace) => {
  const english = wordsIn(namespace, "en");

  test.each(OTHERS)("default: %s has each of them, none empty, with the same arguments", (locale) => {
    const words = wordsIn(namespace, locale);
    expect(Object.keys(words)).toEqual(Object.keys(english));
    for (const [name, message] of Object.entries(words)) {
      expect(message.trim(), name).not.toBe("");
      expect([name, asks(message)]).toEqual([name, asks(english[name] ?? "")]);
    }
  });

  test.each(LOCALES)("behavior: each can be said, in all the numbers that $id tells apart", ({ id, tag }) => {
    const rules = new Intl.PluralRules(tag);
    const counts = [0, 1, 2, 3, 11, 100, 1_000_000];
    for (const [name, message] of Object.entries(wordsIn(namespace, id))) {
      for (const count of counts) expect(sayIn(namespace, id)(name, valuesFor(message, count))).not.toBe("");
      const plural = /\{\w+, plural, (.*)\}/s.exec(message)?.[1];
      if (plural === undefined) continue;
      for (const form of new Set(counts.map((count) => rules.select(count))))
        if (form !== "many" || id === "ar") expect(plural, `${name} in ${id}`).toMatch(new RegExp(`\\b${form} \\{`));
    }
  });
});

test.each(Object.values(TASK_TYPES))("a form in $id has all its words, and guidelines to begin with", (type) => {
  const words = wordsIn(`types.${type.id}`, "en");
  const { about, asks, guide, form } = type as AnyTaskType;
  expect(words).toMatchObject({ title: type.title, about, asks, guide });
  expect(guide?.length).toBeGreaterThan(80);
  for (const { key, title, hint, ...part } of form) {
    expect([words[`form-${key}`], words[`form-${key}-hint`]]).toEqual([title, hint]);
    if (part.kind === "names") {
      expect(words[`form-${key}-one`]).toBe(part.one);
      expect(words[`form-${key}-example`]).toBeDefined();
    }
  }
});

describe("words and source", () => {
  const { asked, texts } = usedWords();
  const isAsked = (namespace: string, name: string) =>
    texts.get(namespace)?.has(name) ||
    (namespace.startsWith("types.") && texts.get("types")?.has(name)) ||
    asked.some((one) => one.namespace === namespace && fits(one.name, name)) ||
    // of any type: `${taskType}.title`
    (namespace.startsWith("types.") && asked.some((one) => one.namespace === "types" && fits(one.name, `x.${name}`)));

  test("default: every word that is asked for is there", () => {
    const missing = asked.filter(
      ({ namespace, name }) =>
        namespace !== "types" && !Object.keys(wordsIn(namespace, "en")).some((known) => fits(name, known)),
    );
    expect(missing).toEqual([]);
    expect(asked.length).toBeGreaterThan(100);
  });

  test("behavior: every word that is there is asked for", () => {
    const idle = namespaces.flatMap((namespace) =>
      Object.keys(wordsIn(namespace, "en"))
        .filter((name) => !isAsked(namespace, name))
        .map((name) => `${namespace}: ${name}`),
    );
    expect(idle).toEqual([]);
  });
});

/** Whether a name as it is written, with `*` for what is put in, is this one. */
const fits = (written: string, name: string): boolean =>
  new RegExp(`^${written.replace(/[.+?^$()|[\]\\]/g, "\\$&").replaceAll("*", ".+")}$`).test(name);
