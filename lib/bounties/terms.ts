import { z } from "zod";
import { AppError, type FieldError } from "@/lib/kernel/errors";
import type { Address } from "@/lib/kernel/ids";
import { parseInput } from "@/lib/kernel/parse";
import { taskTypeOf } from "@/lib/task-types/registry";
import { type Bounty, VISIBILITIES } from "./bounty";
import { budget, DEFAULT_MAX_OVERLAP, MAX_UNITS } from "./budget";
import { Policy } from "./policy";

const units = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,37})$/, "a price in base units: decimal digits")
  .transform(BigInt)
  .refine((amount) => amount <= MAX_UNITS, "more than the vault can hold");

const title = z
  .string()
  .trim()
  .min(3, "a title has 3 characters at least")
  .max(200, "a title has 200 characters at most");

const terms = {
  taskType: z.string().max(60),
  /** Parsed by the task type. */
  config: z.unknown(),
  guidelines: z.string().max(20_000, "guidelines have 20,000 characters at most"),
  policy: Policy,
  priceUnits: units,
  /** Unix seconds; whether it is ahead is asked at publishing. */
  /** private: its owner and its guests alone see it. Decided before the items come in. */
  visibility: z.enum(VISIBILITIES),
  guests: z
    .array(z.string().regex(/^0x[0-9a-fA-F]{40}$/, "an address: 0x and 40 hex digits"))
    .max(1_000, "1,000 guests at most")
    .transform((all) => [...new Set(all.map((each) => each.toLowerCase() as Address))]),
  deadlineS: z.int("a deadline in Unix seconds").min(0).max(253_402_300_799, "a deadline in Unix seconds"),
};

/** What an owner may say at the start: a title, and whatever is decided already. */
export const DraftInput = z.object({
  title,
  taskType: terms.taskType.default("choice"),
  config: terms.config.optional(),
  guidelines: terms.guidelines.default(""),
  policy: terms.policy.default(() => Policy.parse({ maxOverlap: DEFAULT_MAX_OVERLAP })),
  priceUnits: terms.priceUnits.default(0n),
  deadlineS: terms.deadlineS.optional(),
  visibility: terms.visibility.default("public"),
  guests: terms.guests.default([]),
});

/** Changes to a draft: what is named is replaced, the policy as a whole. */
export const ChangeInput = z.object({ title, ...terms }).partial();
export type Change = z.infer<typeof ChangeInput>;

/** The config as its task type parses it; `invalid_input` with places below `config` where it does not. */
export function parseConfig(taskTypeId: string, config: unknown): unknown {
  return parseInput(z.object({ config: taskTypeOf(taskTypeId).config() }), { config }).config;
}

const HOUR_S = 3_600;
const YEAR_S = 366 * 24 * HOUR_S;

/** All that keeps a draft from being published now; empty when nothing does. */
export function lacksToPublish(bounty: Bounty, feeBps: number, nowMs: number): readonly FieldError[] {
  const { deadlineS, priceUnits, itemCount } = bounty;
  const aheadS = (deadlineS ?? 0) - Math.floor(nowMs / 1000);
  const config = taskTypeOf(bounty.taskType).config().safeParse(bounty.config);
  const lacks: (FieldError | false)[] = [
    itemCount === 0 && { at: "items", reason: "bring at least one item to label" },
    priceUnits === 0n && { at: "priceUnits", reason: "set a price of at least one base unit per answer" },
    deadlineS === undefined && { at: "deadlineS", reason: "set until when the bounty stays open" },
    deadlineS !== undefined &&
      aheadS < HOUR_S && { at: "deadlineS", reason: "the deadline must be an hour ahead at least" },
    aheadS > YEAR_S && { at: "deadlineS", reason: "the deadline must be a year ahead at most" },
    budgetOf(bounty, feeBps).escrowUnits > MAX_UNITS && { at: "priceUnits", reason: "more than the vault can hold" },
    ...(config.error?.issues ?? []).map((issue) => ({
      at: ["config", ...issue.path].join("."),
      reason: issue.message,
    })),
  ];
  return lacks.filter((lack) => lack !== false);
}

/** Throws `invalid_input` with everything that a draft still lacks. */
export function checkPublishable(bounty: Bounty, feeBps: number, nowMs: number): void {
  const errors = lacksToPublish(bounty, feeBps, nowMs);
  if (errors.length === 0) return;
  const words = errors.map(({ reason }) => reason).join("; ");
  throw new AppError("invalid_input", `Not ready to publish: ${words}.`, { errors });
}

/** What the bounty may cost as it stands. */
export const budgetOf = ({ itemCount, goldCount, policy, priceUnits }: Bounty, feeBps: number) =>
  budget({ items: itemCount, gold: goldCount, priceUnits, feeBps, ...policy });
