import type { KeyWords } from "@/lib/task-types/task-type";
import { type KeyMap, keyFor, keyName, meaningOf } from "@/lib/ui/key-map";
import { drawnKey, namedKey } from "@/lib/ui/key-words";
import type { BenchTranslator } from "./bench-translator";

export type KeyRow = {
  readonly words: string;
  /** `meaning` is the key as it comes; undefined where it cannot be changed. */
  readonly keys: readonly { readonly drawn: string; readonly meaning: string | undefined }[];
};

/** These do what they do everywhere: press, leave, go on. */
const FIXED = new Set(["Enter", "Escape", "Tab"]);
const RANGE = "…";

/** The list of keys as it can be changed: "1 … 9" is nine keys, and one of several together ("Shift ← →") stays. */
export function keyRows(list: readonly KeyWords[]): KeyRow[] {
  return list.map(([keys, words]) => {
    const single = keys.some((key) => key === "Shift") ? [] : spelled(keys);
    const rows = single.map((drawn) => {
      const name = namedKey(drawn);
      return { drawn, meaning: name === undefined || FIXED.has(name) ? undefined : keyName(name) };
    });
    return { words, keys: single.length > 0 ? rows : keys.map((drawn) => ({ drawn, meaning: undefined })) };
  });
}

/** "1", "…", "9" with those between. */
function spelled(keys: readonly string[]): string[] {
  const at = keys.indexOf(RANGE);
  const [from, to] = [Number(keys[at - 1]), Number(keys[at + 1])];
  if (at < 0 || !Number.isInteger(from) || !Number.isInteger(to)) return [...keys];
  const between = Array.from({ length: to - from - 1 }, (_, i) => String(from + 1 + i));
  return [...keys.slice(0, at), ...between, ...keys.slice(at + 1)];
}

/** Why a meaning cannot have this key, in words; undefined where it can. */
export function refusalOf(
  t: BenchTranslator,
  rows: readonly KeyRow[],
  map: KeyMap,
  meaning: string,
  key: string,
): string | undefined {
  if (FIXED.has(key)) return t("keyFixed", { key: drawnKey(key) });
  if (keyName(key) === keyFor(map, meaning)) return undefined;
  const taken = keyName(meaningOf(map, key));
  const owner = rows.find(({ keys }) => keys.some((one) => one.meaning === taken));
  return owner && t("keyTaken", { key: drawnKey(key), words: owner.words });
}
