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
  assertCanonical(value, "$");
  return canonicalize(value) as string;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

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
  if (LONE_SURROGATE.test(text)) throw new TypeError(`${at}: text with half a surrogate pair`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !("toJSON" in value);
}
