import canonicalize from "canonicalize";

/** What may be signed and hashed: no fractions, nothing undefined. Amounts travel as decimal strings. */
type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/**
 * The one spelling of a value (RFC 8785: keys sorted, no spaces), for hashes, signatures and evidence.
 * Numbers must be safe integers and strings well-formed; anything else throws a TypeError that names the place.
 */
export function canonicalJson(value: unknown): string {
  // JSON.stringify spells as RFC 8785 does, in the order that the keys have: where they are sorted, that is all there is to do.
  if (isInOrder(value)) return JSON.stringify(value);
  assertCanonical(value, "$");
  return canonicalize(value) as string;
}

/** Whether a value may be written canonically and every key in it already stands in its place. */
function isInOrder(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (value === null || typeof value === "boolean") return true;
  if (typeof value !== "object") return false;
  if (Array.isArray(value)) {
    // Holes are no values: a plain loop sees them, `every` would not.
    for (let i = 0; i < value.length; i++) if (!isInOrder(value[i])) return false;
    return true;
  }
  if (!isPlain(value)) return false;
  let before = "";
  for (const key of Object.keys(value)) {
    if (before > key || !key.isWellFormed()) return false;
    if (!isInOrder((value as Readonly<Record<string, unknown>>)[key])) return false;
    before = key;
  }
  return true;
}

/** Narrows to a value that has a canonical spelling. */
function assertCanonical(value: unknown, at: string): asserts value is CanonicalValue {
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") return assertText(value, at);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${at}: ${value} is not a safe integer`);
    return;
  }
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) assertCanonical(value[i], `${at}[${i}]`);
    return;
  }
  if (typeof value !== "object" || !isPlain(value)) throw new TypeError(`${at}: ${typeof value} has no canonical form`);
  for (const [key, entry] of Object.entries(value)) {
    assertText(key, at);
    assertCanonical(entry, `${at}.${key}`);
  }
}

function assertText(text: string, at: string): void {
  if (!text.isWellFormed()) throw new TypeError(`${at}: text with half a surrogate pair`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !("toJSON" in value);
}
