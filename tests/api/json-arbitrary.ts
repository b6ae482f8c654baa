// Values from a JSON Schema: those it allows, and those it hardly does.
import fc from "fast-check";

export type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
};

/** Values that the schema allows, as far as JSON Schema can say it. */
export function valid(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valid));
  switch (schema.type) {
    case "string":
      return text(schema);
    case "integer":
    case "number":
      return fc.integer({
        min: Math.max(schema.minimum ?? (schema.exclusiveMinimum ?? -1_001) + 1, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1_000_000, 2 ** 31 - 1),
      });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(valid(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
      });
    case "object":
      return record(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function text({ pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, minLength + 40) });
}

function record({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const values = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valid(each)]));
  return fc.record(values, { requiredKeys: required.filter((name) => name in values) });
}

const NASTY = [
  "",
  "\u0000",
  "\ud800",
  "../../etc/passwd",
  "' OR 1=1 --",
  "%00",
  "<script>",
  "𝕏".repeat(3_000),
  "-1",
  "1e309",
  "NaN",
  "9".repeat(400),
  "__proto__",
  "constructor",
  "null",
  "[]",
  "\u202e",
  '{"a":1}',
];

/** A value beside the schema: something else, or a lawful object with one place spoilt. */
export function spoilt(schema: Schema): fc.Arbitrary<unknown> {
  const anything = fc.oneof(
    fc.constantFrom<unknown>(...NASTY, null, 0, -0, 1e308, -1, 2 ** 53, true, [], {}, [[]]),
    fc.jsonValue({ maxDepth: 3 }),
  );
  if (schema.type !== "object" || !schema.properties) return anything;
  const names = Object.keys(schema.properties);
  if (names.length === 0) return anything;
  const one = fc
    .tuple(valid(schema), fc.constantFrom(...names), anything, fc.boolean())
    .map(([value, name, bad, drop]) => {
      const { [name]: _, ...rest } = value as Record<string, unknown>;
      return drop ? rest : { ...rest, [name]: bad };
    });
  return fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: anything });
}

/** Places in a path: ids that are none, and what breaks routers. */
export const place = fc.oneof(
  fc.constantFrom("nothing", "bty_00000000000000000000", "bat_00000000000000000000", "0", "-1", "%2e%2e", "a b", "é"),
  fc.constantFrom(...NASTY.filter((each) => each !== "" && each.length < 100 && each.isWellFormed())),
  fc.stringMatching(/^[0-9a-f]{64}$/),
);
