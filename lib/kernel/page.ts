import { z } from "zod";
import { AppError } from "./errors";

/** How a list is asked for page by page: the id of the last one seen, and how many more. */
export const PageInput = z.object({
  after: z.string().max(100).default(""),
  limit: z.coerce.number().int().min(1).max(500).default(500),
});
export type PageInput = z.infer<typeof PageInput>;

/** A page of a short list, and the cursor of the following one; null at the end. Throws `invalid_input` for a cursor that is none. */
export function pageOf<T>(
  all: readonly T[],
  { after, limit }: PageInput,
  idOf: (each: T) => string,
): { readonly page: T[]; readonly next: string | null } {
  const last = after === "" ? -1 : all.findIndex((each) => idOf(each) === after);
  if (after !== "" && last < 0) throw new AppError("invalid_input", `after: "${after}" is not in this list any more.`);
  const page = all.slice(last + 1, last + 1 + limit);
  const end = page.at(-1);
  return { page, next: end !== undefined && last + 1 + limit < all.length ? idOf(end) : null };
}
