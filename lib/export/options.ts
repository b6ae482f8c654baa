import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { parseInput } from "@/lib/kernel/parse";
import { EXTRAS, type Extra } from "./extras";
import type { Format } from "./format";
import { PARTS, type Part, type Split } from "./split";

const SHARES = /^(\d{1,4})\/(\d{1,4})\/(\d{1,4})$/;

/** `certainty,answers` → the extras; `none` → nothing beside the winner. */
const extras = z
  .string()
  .transform((text) => (text === "none" ? [] : text.split(",").map((each) => each.trim())))
  .pipe(z.array(z.enum(EXTRAS, `one of: ${EXTRAS.join(", ")}; or "none"`)));

/** What every format is asked alike. All of it is text, as it stands in an address or on a command line. */
const SharedOptions = z.object({
  with: extras.optional(),
  /** Whether the items' images and recordings go along. */
  media: z.stringbool("media: true or false").default(false),
  split: z
    .string()
    .refine((text) => text === "" || /[1-9]/.test(SHARES.exec(text)?.[0] ?? ""), {
      error: "shares of train, validation and test, such as 80/10/10",
    })
    .default(""),
  seed: z.string().max(64, "seed: at most 64 characters").default("0"),
  group: z.string().max(200, "group: at most 200 characters").default(""),
  part: z.enum(PARTS, `part: one of ${PARTS.join(", ")}`).optional(),
  /** Labels that are less certain, in thousandths, stay out. */
  min: z.coerce.number().int().min(0, "min: 0 to 1000").max(1000, "min: 0 to 1000").default(0),
});

/** What is to be written, and how. */
export type Order<Options = unknown> = {
  readonly format: Format<Options>;
  readonly own: Options;
  readonly extras: ReadonlySet<Extra>;
  readonly media: boolean;
  readonly split: Split | null;
  readonly parts: readonly Part[];
  readonly minPermille: number;
  /** Every option that is not as by default, in one spelling; equal keys give equal bytes. `{}`: nothing was chosen. */
  readonly key: string;
};

/**
 * Reads the options of one export: those that all formats share and the format's own. Throws `invalid_input` that names
 * the option, also where it is none of this format.
 */
export function readOrder(format: Format, given: Readonly<Record<string, string>>): Order {
  const known = new Set([...Object.keys(SharedOptions.shape), ...ownOptions(format)]);
  const strange = Object.keys(given).filter((name) => !known.has(name));
  if (strange.length > 0) {
    const words = `${format.id} has no option "${strange.join('", "')}". It has: ${[...known].join(", ")}.`;
    throw new AppError("invalid_input", words, { errors: strange.map((at) => ({ at, reason: "no such option" })) });
  }
  const shared = parseInput(SharedOptions, pick(given, Object.keys(SharedOptions.shape)));
  const own = parseInput(format.options, pick(given, ownOptions(format)));
  const wanted = shared.with ?? format.carriesByDefault;
  const strangers = wanted.filter((extra) => !format.carries.includes(extra));
  if (strangers.length > 0) throw refusedExtras(format, strangers);
  const split = splitOf(shared);
  if (shared.part !== undefined && !split) {
    throw new AppError("invalid_input", "part: say how to split first, such as split=80/10/10.");
  }
  return {
    format,
    own,
    extras: new Set(wanted),
    media: shared.media,
    split,
    parts: shared.part ? [shared.part] : split ? PARTS.filter((_, i) => (split.shares[i] ?? 0) > 0) : ["all"],
    minPermille: shared.min,
    key: keyOf(format, given),
  };
}

/** Names of a format's own options. */
function ownOptions(format: Format): readonly string[] {
  return format.options instanceof z.ZodObject ? Object.keys(format.options.shape) : [];
}

function refusedExtras(format: Format, strangers: readonly Extra[]): AppError {
  const can = format.carries.length > 0 ? `It can carry: ${format.carries.join(", ")}.` : "It carries nothing beside.";
  return new AppError("invalid_input", `with: ${format.id} has no room for ${strangers.join(", ")}. ${can}`);
}

function splitOf({ split, seed, group }: z.infer<typeof SharedOptions>): Split | null {
  const found = SHARES.exec(split);
  if (!found) return null;
  return { shares: [Number(found[1]), Number(found[2]), Number(found[3])], seed, group };
}

function keyOf(format: Format, given: Readonly<Record<string, string>>): string {
  const own = ownOptions(format);
  const byDefault = { ...normal(SharedOptions, {}), ...normal(format.options, {}) };
  const chosen = {
    ...normal(SharedOptions, pick(given, Object.keys(SharedOptions.shape))),
    ...normal(format.options, pick(given, own)),
  };
  const other = Object.keys(chosen)
    .filter((name) => chosen[name] !== byDefault[name])
    .sort();
  return JSON.stringify(Object.fromEntries(other.map((name) => [name, chosen[name]])));
}

/** Options as text, each in the one spelling of its parsed value. */
function normal(schema: z.ZodType, given: object): Record<string, string> {
  const parsed = schema.parse(given) as Readonly<Record<string, unknown>>;
  const written = Object.entries(parsed).filter(([, value]) => value !== undefined);
  return Object.fromEntries(written.map(([name, value]) => [name, spelled(value)]));
}

function spelled(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return EXTRAS.filter((extra) => value.includes(extra)).join(",") || "none";
}

function pick(given: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
}
