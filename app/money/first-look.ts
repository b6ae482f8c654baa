import { AppError } from "@/lib/kernel/errors";
import { soon } from "@/lib/kernel/soon";

/**
 * What a page can show at once. Undefined where the chain does not answer, or not soon: the page is drawn without it and
 * asks for it from the browser. Other refusals are thrown.
 */
export function firstLook<T>(asked: Promise<T>): Promise<T | undefined> {
  return soon(asked).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code === "chain_unavailable") return undefined;
    throw error;
  });
}
