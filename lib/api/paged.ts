import { PageInput, pageOf } from "@/lib/kernel/page";
import { parseInput } from "@/lib/kernel/parse";

/** A list as a request asks for it: `?after=<id of the last one seen>&limit=`; the answer says the next cursor. */
export function paged<T, Name extends string>(
  { url }: Pick<Request, "url">,
  name: Name,
  all: readonly T[],
  idOf: (each: T) => string,
) {
  const { after, limit } = Object.fromEntries(new URL(url).searchParams);
  const { page, next } = pageOf(all, parseInput(PageInput, { after, limit }), idOf);
  return { [name]: page, next } as Record<Name, readonly T[]> & { readonly next: string | null };
}
