/** Words of a digest that are kept, 32 bits each: of a million digests two are alike with a chance of 10^-17. */
const DIGEST_WORDS = 3;
const WORDS = DIGEST_WORDS + 1;
const FIRST_PLACES = 1_024;

/**
 * Which digest was met where: 16 bytes a place, at most half of them taken, outside the heap that the collector walks. A map of
 * texts takes some 150 bytes for each.
 */
export class DigestTable {
  private words = new Uint32Array(FIRST_PLACES * WORDS);
  private taken = 0;

  /** The value set for a digest (hex, 24 digits or more), or undefined. */
  get(digest: string): number | undefined {
    const found = this.words[this.find(digest) + DIGEST_WORDS] ?? 0;
    return found === 0 ? undefined : found - 1;
  }

  /** Sets a digest's value (0 … 2^32 - 2) where it has none; what was set stays. */
  add(digest: string, value: number): void {
    const at = this.find(digest);
    if (this.words[at + DIGEST_WORDS] !== 0) return;
    for (let i = 0; i < DIGEST_WORDS; i++) this.words[at + i] = wordOf(digest, i);
    this.words[at + DIGEST_WORDS] = value + 1;
    this.taken += 1;
    if (this.taken * 2 * WORDS > this.words.length) this.grow();
  }

  /** Where a digest stands, or the free place where it would. */
  private find(digest: string): number {
    const [a, b, c] = [wordOf(digest, 0), wordOf(digest, 1), wordOf(digest, 2)];
    const { words } = this;
    for (let at = placeOf(a, words.length); ; at = (at + WORDS) % words.length) {
      if (words[at + DIGEST_WORDS] === 0) return at;
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c) return at;
    }
  }

  private grow(): void {
    const old = this.words;
    const grown = new Uint32Array(old.length * 2);
    for (let from = 0; from < old.length; from += WORDS) {
      if (old[from + DIGEST_WORDS] === 0) continue;
      let at = placeOf(old[from] ?? 0, grown.length);
      while (grown[at + DIGEST_WORDS] !== 0) at = (at + WORDS) % grown.length;
      grown.set(old.subarray(from, from + WORDS), at);
    }
    this.words = grown;
  }
}

const wordOf = (digest: string, i: number) => Number.parseInt(digest.slice(i * 8, i * 8 + 8), 16);
const placeOf = (word: number, length: number) => (word % (length / WORDS)) * WORDS;
