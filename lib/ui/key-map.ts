/**
 * Which key stands for which, in this browser. A meaning is named by the key that has it when nothing was changed ("s" for
 * skip). The map is a permutation of keys: whatever is moved, no key means two things and no meaning loses its key.
 */
export type KeyMap = Readonly<Record<string, string>>;

/** The key as the browser names it; letters in lower case, for Shift is told apart otherwise. */
export const keyName = (key: string): string => (key.length === 1 ? key.toLowerCase() : key);

/** The key that is to be pressed for a meaning. */
export const keyFor = (map: KeyMap, meaning: string): string => map[keyName(meaning)] ?? keyName(meaning);

/** What a pressed key means; as it was pressed where nothing was moved. */
export function meaningOf(map: KeyMap, pressed: string): string {
  const name = keyName(pressed);
  const found = Object.entries(map).find(([, key]) => key === name)?.[0];
  return found ?? pressed;
}

/** Gives a meaning another key. What that key meant gets the key that becomes free. */
export function moved(map: KeyMap, meaning: string, key: string): KeyMap {
  const [name, wanted] = [keyName(meaning), keyName(key)];
  const other = keyName(meaningOf(map, wanted));
  const changed: Record<string, string> = { ...map, [other]: keyFor(map, name), [name]: wanted };
  return Object.fromEntries(Object.entries(changed).filter(([one, at]) => one !== at));
}
