import { z } from "zod";

/** Who is to have test tokens; with `once`, only if it holds none. */
export const FaucetInput = z.object({ address: z.string(), once: z.boolean().default(false) });
