import type { RefereeInput, VoteIndex } from "@/lib/referee/input";

/**
 * The referee's multi-coin EM in float64 on typed arrays, as fast as it reasonably goes in JavaScript: the peer that
 * the integer kernel is measured against. One fused E and M pass over sorted answers, as the kernel does it.
 */
export function floatRounds(input: RefereeInput, { start }: VoteIndex, rounds: number): Float64Array {
  const { annotator, label, items, annotators, classes } = input;
  const cells = annotators * classes * classes;
  const counts = new Float64Array(cells);
  const likelihood = new Float64Array(cells);
  const posterior = voteShares(input, start);
  const offset = annotator.map((w, i) => (w * classes + (label[i] as number)) * classes);
  const prior = Math.log(1 / classes);
  const row = new Float64Array(classes);
  addCounts(input, offset, posterior, counts);
  for (let round = 0; round < rounds; round++) {
    fillLikelihood(annotators, classes, counts, likelihood);
    counts.fill(0);
    for (let t = 0; t < items; t++) {
      const from = start[t] as number;
      const to = start[t + 1] as number;
      row.fill(prior);
      for (let i = from; i < to; i++) {
        const at = offset[i] as number;
        for (let k = 0; k < classes; k++) row[k] = (row[k] as number) + (likelihood[at + k] as number);
      }
      softmax(row, classes);
      for (let k = 0; k < classes; k++) posterior[t * classes + k] = row[k] as number;
      for (let i = from; i < to; i++) {
        const at = offset[i] as number;
        for (let k = 0; k < classes; k++) counts[at + k] = (counts[at + k] as number) + (row[k] as number);
      }
    }
  }
  return posterior;
}

function voteShares({ label, items, classes }: RefereeInput, start: Int32Array): Float64Array {
  const posterior = new Float64Array(items * classes);
  for (let t = 0; t < items; t++) {
    const from = start[t] as number;
    const to = start[t + 1] as number;
    for (let i = from; i < to; i++) {
      const o = t * classes + (label[i] as number);
      posterior[o] = (posterior[o] as number) + 1 / (to - from);
    }
  }
  return posterior;
}

function addCounts({ item, classes }: RefereeInput, offset: Int32Array, posterior: Float64Array, counts: Float64Array) {
  for (let i = 0; i < offset.length; i++) {
    const at = offset[i] as number;
    const p = (item[i] as number) * classes;
    for (let k = 0; k < classes; k++) counts[at + k] = (counts[at + k] as number) + (posterior[p + k] as number);
  }
}

/** Skill per annotator and class, shrunk by four answers to its overall accuracy; errors spread over the other classes. */
function fillLikelihood(annotators: number, classes: number, counts: Float64Array, likelihood: Float64Array): void {
  for (let w = 0; w < annotators; w++) {
    const o = w * classes * classes;
    let right = 0;
    let all = 0;
    for (let l = 0; l < classes; l++) {
      right += counts[o + l * classes + l] as number;
      for (let k = 0; k < classes; k++) all += counts[o + l * classes + k] as number;
    }
    const accuracy = (right + 3) / (all + 4);
    for (let k = 0; k < classes; k++) {
      let seen = 4;
      for (let l = 0; l < classes; l++) seen += counts[o + l * classes + k] as number;
      const skill = Math.min(0.999, Math.max(0.001, ((counts[o + k * classes + k] as number) + 4 * accuracy) / seen));
      for (let l = 0; l < classes; l++) {
        likelihood[o + l * classes + k] = Math.log(l === k ? skill : (1 - skill) / (classes - 1));
      }
    }
  }
}

function softmax(row: Float64Array, classes: number): void {
  let best = row[0] as number;
  for (let k = 1; k < classes; k++) if ((row[k] as number) > best) best = row[k] as number;
  let sum = 0;
  for (let k = 0; k < classes; k++) {
    const e = Math.exp((row[k] as number) - best);
    row[k] = e;
    sum += e;
  }
  for (let k = 0; k < classes; k++) row[k] = (row[k] as number) / sum;
}
