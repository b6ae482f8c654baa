/** What a cell of JSON holds; undefined where it is none. */
export function jsonIn(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return undefined;
  }
}

/** An answer that is an object of lists, written as JSON in a cell; `answer()` still has to find it lawful. */
export function jsonAnswer<Answer>(cell: string, key: keyof Answer & string): Answer | undefined {
  const written = jsonIn(cell);
  const list = typeof written === "object" && written !== null ? (written as Record<string, unknown>)[key] : undefined;
  return Array.isArray(list) ? (written as Answer) : undefined;
}

/** The labels that an answer of labeled things names. */
export function labelsIn(cell: string, key: string): string[] {
  const things = jsonAnswer<Record<string, readonly unknown[]>>(cell, key)?.[key] ?? [];
  const labels = things.map((thing) => (thing as { readonly label?: unknown } | null)?.label);
  return labels.filter((label): label is string => typeof label === "string");
}
