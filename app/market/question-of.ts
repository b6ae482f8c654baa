import { z } from "zod";

const Asked = z.object({ question: z.string(), labels: z.array(z.string()).default([]) });

/** The words of a bounty's config that every task type with a question has; empty while they are not set. */
export function questionOf(config: unknown): z.infer<typeof Asked> {
  return Asked.safeParse(config).data ?? { question: "", labels: [] };
}
