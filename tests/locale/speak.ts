import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createTranslator } from "next-intl";
import { type LocaleId, localeOf } from "@/lib/locale/locales";
import type { Say } from "@/lib/task-types/task-type";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

type Words = Readonly<Record<string, string>>;

const read = (path: string): Words => JSON.parse(readFileSync(join(root, path), "utf8"));

/** Where the words of a namespace lie: those of a type beside the type. */
function pathOf(namespace: string, locale: LocaleId): string {
  const type = /^types\.(.+)$/.exec(namespace)?.[1];
  return type === undefined ? `messages/${locale}/${namespace}.json` : `lib/task-types/${type}/words/${locale}.json`;
}

/** Every namespace that English has, the task types' own among them. */
export const namespaces: readonly string[] = [
  ...readdirSync(join(root, "messages/en")).map((file) => file.replace(".json", "")),
  ...readdirSync(join(root, "lib/task-types"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(root, "lib/task-types", entry.name)).includes("words"))
    .map(({ name }) => `types.${name}`),
];

export const wordsIn = (namespace: string, locale: LocaleId): Words => read(pathOf(namespace, locale));

/** The words of a namespace as a page says them; a word that is missing or cannot be said is an error. */
export function sayIn(namespace: string, locale: LocaleId = "en"): Say {
  const words = wordsIn(namespace, locale);
  const translate = createTranslator({
    locale: localeOf(locale).tag,
    messages: words,
    onError: (error) => {
      throw error;
    },
  });
  return (name, values = {}) => translate.markup(name, { ...tagsOf(words[name] ?? ""), ...values } as never);
}

/** The tags of a rich word, each of which shows what stands in it. */
const tagsOf = (message: string) =>
  Object.fromEntries([...message.matchAll(/<(\w+)>/g)].map(([, tag]) => [tag, (chunks: string) => chunks]));
