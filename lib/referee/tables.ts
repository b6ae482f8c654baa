import { EXP_N, LOG_MIN, LOG_N } from "./constants";

/**
 * The two tables of the referee, exact on every machine.
 *
 * - `log[r] = floor(1024·log2(r / 2^14) + 1/2)` for r in 1..2^14; `log[0]` stands one bit below `log[1]`.
 * - `exp[i] = floor(2^(16 - i/1024) + 1/2)` for i in 0..20·1024-1; `exp[20·1024] = 0`, so that an index can be clamped.
 */
export type Tables = { readonly log: Int32Array; readonly exp: Int32Array };

let built: Tables | undefined;

/** The tables, built at the first call (about 20 ms) by `buildTables` and kept. */
export function tables(): Tables {
  built ??= buildTables();
  return built;
}

/**
 * Builds both tables with big integers only, because the engines' own logarithms differ in the last bit. Powers 2^(j/2048) come
 * from eleven integer square roots of 2 at 192 fractional bits; a decision closer than their error throws.
 */
export function buildTables(): Tables {
  const powers = powersOfTwo();
  return { log: logTable(powers), exp: expTable(powers) };
}

const FRACTION = 192n;
const SLACK = 1n << 40n;
const STEPS = 2048;

/** floor(2^(j/2048) · 2^192) for j in 0..2047, each at most SLACK too small. */
function powersOfTwo(): bigint[] {
  let root = 2n << FRACTION;
  for (let i = 0; i < 11; i++) root = integerSqrt(root << FRACTION);
  const powers: bigint[] = [];
  let power = 1n << FRACTION;
  for (let j = 0; j < STEPS; j++) {
    powers.push(power);
    power = (power * root) >> FRACTION;
  }
  return powers;
}

/** floor(√n) by Newton's method from above. */
function integerSqrt(n: bigint): bigint {
  let x = 1n << BigInt(n.toString(16).length * 2);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

function logTable(powers: readonly bigint[]): Int32Array {
  const log = new Int32Array(LOG_N + 1);
  log[0] = LOG_MIN - 1024;
  let value = LOG_MIN;
  for (let r = 1; r <= LOG_N; r++) {
    while (reaches(r, value + 1, powers)) value++;
    log[r] = value;
  }
  return log;
}

/** Whether r ≥ 2^(14 + (2·value - 1)/2048), i.e. whether log[r] is at least `value`. */
function reaches(r: number, value: number, powers: readonly bigint[]): boolean {
  const exponent = 2 * value - 1 + 14 * STEPS;
  if (exponent < 0) return true;
  const shift = BigInt(Math.floor(exponent / STEPS));
  const power = powers[exponent % STEPS] as bigint;
  const scaled = BigInt(r) << FRACTION;
  const reached = scaled >= power << shift;
  if (reached !== scaled >= (power + SLACK) << shift) throw new Error("referee: table precision");
  return reached;
}

function expTable(powers: readonly bigint[]): Int32Array {
  const exp = new Int32Array(EXP_N + 1);
  for (let i = 0; i < EXP_N; i++) {
    const j = (STEPS - ((2 * i) % STEPS)) % STEPS;
    const power = powers[j] as bigint;
    const shift = BigInt(Math.ceil(i / 1024)) + FRACTION;
    const value = (((power << 17n) >> shift) + 1n) >> 1n;
    const above = ((((power + SLACK) << 17n) >> shift) + 1n) >> 1n;
    if (j !== 0 && value !== above) throw new Error("referee: table precision");
    exp[i] = Number(value);
  }
  return exp;
}
