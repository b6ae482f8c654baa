/** JSON with bigints as decimal strings: what the API answers. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, item) => (typeof item === "bigint" ? item.toString() : item));
