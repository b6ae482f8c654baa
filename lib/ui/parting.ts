export interface Parting {
  before: string;
  marked: string;
  after: string;
}

/** Where `found` parts from `expected`: what both begin with, what only `found` has, what both end with. */
export function partingOf(expected: string, found: string): Parting {
  const shorter = Math.min(expected.length, found.length);
  let head = 0;
  while (head < shorter && expected[head] === found[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && expected[expected.length - 1 - tail] === found[found.length - 1 - tail]) tail += 1;
  return {
    before: found.slice(0, head),
    marked: found.slice(head, found.length - tail),
    after: found.slice(found.length - tail),
  };
}
