/**
 * Hashed n-grams of a text, for any language: words, word pairs, its opening (what a question asks for stands there)
 * and pieces of words, each hashed into a fixed number of buckets. No vocabulary, no download.
 *
 * The ids are stored inside models (the rows of their table), so a change here is a new `TEXT_FEATURES_VERSION`: a
 * model fitted with another version is refused, never misread.
 */
export const TEXT_FEATURES_VERSION = 1;

/** Rows of a text model's table. Row 0 is padding and always zero. */
export const TEXT_BUCKETS = 16_384;

/** Longer texts are read up to here. */
const MAX_TOKENS = 256;

const TOKEN = /[\p{L}\p{M}]+|\p{Nd}+|[^\s\p{L}\p{M}\p{Nd}]/gu;
const NUMBER = /^\p{Nd}/u;
const WORD = /^[\p{L}\p{M}]/u;
/** Scripts written without spaces between words: their tokens are whole clauses, so shorter pieces carry the meaning. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Stands before the first word. */
const START = "\u0002";

const encoder = new TextEncoder();

/**
 * The distinct feature ids of a text, each in 1..`buckets`-1, in order of first sight; empty for a text without
 * a visible character. Same text, same ids, in every engine (NFKC, lower case, then bytes of UTF-8).
 */
export function textFeatureIds(text: string, buckets: number = TEXT_BUCKETS): number[] {
  const ids = new Set<number>();
  const add = (feature: string) => ids.add(1 + (featureHash(feature) % (buckets - 1)));
  let previous = START;
  for (const [position, token] of tokensOf(text).entries()) {
    const word = NUMBER.test(token) ? `#${[...token].length}` : token;
    add(`w${word}`);
    add(`b${previous} ${word}`);
    if (position === 1) add(`o${previous} ${word}`);
    previous = word;
    if (WORD.test(token)) for (const piece of piecesOf(token)) add(`c${piece}`);
  }
  return [...ids];
}

function tokensOf(text: string): string[] {
  return text.normalize("NFKC").toLowerCase().match(TOKEN)?.slice(0, MAX_TOKENS) ?? [];
}

/** Overlapping pieces of a word with its ends marked: four characters, or two where words are not spaced. */
function piecesOf(token: string): string[] {
  const characters = [...token];
  const length = UNSPACED.test(token) ? 2 : 4;
  if (characters.length < length) return [];
  const marked = ["<", ...characters, ">"];
  return marked.slice(0, marked.length - length + 1).map((_, start) => marked.slice(start, start + length).join(""));
}

/** FNV-1a over UTF-8, then murmur3's finaliser (FNV alone leaves the low bits poor). Unsigned 32 bits. */
function featureHash(feature: string): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(feature)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash >>> 0;
}
