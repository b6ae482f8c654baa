import { TASK_TYPES } from "@/lib/task-types/registry";
import type { LocaleId } from "./locales";

/** What the words are split into: by screen, and those of the parts that stand on many (`ui`, `shell`, `work`). */
export const NAMESPACES = [
  "ui",
  "shell",
  "errors",
  "bench",
  "work",
  "market",
  "bounty",
  "earnings",
  "wizard",
  "owner",
  "money",
  "batch",
  "quality",
  "developers",
  "dataset",
  "verify",
] as const;
export type Namespace = (typeof NAMESPACES)[number];

/** Words by name; the build has read their plurals and places already (see next.config.mjs). */
type Words = { readonly [name: string]: string };

/** All words of a language; those of a task type stand in its own folder, under `types.<id>`. */
export async function messagesOf(locale: LocaleId) {
  const [named, types] = await Promise.all([
    Promise.all(NAMESPACES.map(async (name) => [name, await wordsOf(locale, name)] as const)),
    Promise.all(Object.keys(TASK_TYPES).map(async (id) => [id, await typeWordsOf(locale, id)] as const)),
  ]);
  return { ...Object.fromEntries(named), types: Object.fromEntries(types) };
}

const wordsOf = async (locale: LocaleId, name: Namespace): Promise<Words> =>
  (await import(`../../messages/${locale}/${name}.json`)).default;

/** A type may come without words of its own: it then speaks as its renderer does. */
async function typeWordsOf(locale: LocaleId, id: string): Promise<Words> {
  try {
    return (await import(`../task-types/${id}/words/${locale}.json`)).default;
  } catch {
    return {};
  }
}
