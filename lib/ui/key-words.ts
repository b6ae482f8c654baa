/** Keys as they are drawn, where that is not their name. */
const DRAWN: Readonly<Record<string, string>> = {
  arrowleft: "←",
  arrowright: "→",
  arrowup: "↑",
  arrowdown: "↓",
  backspace: "⌫",
  escape: "Esc",
  enter: "Enter",
  delete: "Del",
  tab: "Tab",
  " ": "Space",
};
const NAMES: Readonly<Record<string, string>> = {
  "←": "ArrowLeft",
  "→": "ArrowRight",
  "↑": "ArrowUp",
  "↓": "ArrowDown",
  "⌫": "Backspace",
  Esc: "Escape",
  Space: " ",
};

/** How a key is drawn on its cap. */
export const drawnKey = (key: string): string =>
  DRAWN[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key);

/** The browser's name of a drawn key; undefined where several keys are drawn as one ("Shift ← →", "…"). */
export function namedKey(drawn: string): string | undefined {
  const name = NAMES[drawn] ?? drawn;
  return name.length === 1
    ? name
    : /^(Enter|Backspace|Delete|Escape|Arrow\w+|Page\w+|Home|End|F\d+)$/.test(name)
      ? name
      : undefined;
}
