import type { z } from "zod";
import { AppError } from "./errors";

/**
 * The value as the schema sees it, or `invalid_input` that names each wrong place (`labels.2`) and its reason.
 * Parse at the door, trust inside.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({ at: issue.path.join(".") || "body", reason: issue.message }));
  const words = errors.slice(0, 3).map(({ at, reason }) => `${at}: ${reason}`);
  const more = errors.length > 3 ? ` (and ${errors.length - 3} more)` : "";
  throw new AppError("invalid_input", `${words.join("; ")}${more}.`, { errors });
}
