/** Which batches this browser has verified, so that their pages can say so. Only a convenience: anyone can test again. */
import { z } from "zod";

const Verified = z.object({ sha256: z.string(), atMs: z.number() });
export type Verified = z.infer<typeof Verified>;

const keyOf = (batchId: string) => `assay:verified:${batchId}`;

/** Notes that the batch's evidence with this hash matched the chain. */
export function rememberVerified(batchId: string, verified: Verified): void {
  try {
    localStorage.setItem(keyOf(batchId), JSON.stringify(verified));
  } catch {
    // A browser without storage forgets; nothing else hangs on it.
  }
}

/** When this browser last saw the batch match, as long as its evidence is still the same file. */
export function verifiedHere(batchId: string, sha256: string | null): Verified | undefined {
  try {
    const found = Verified.safeParse(JSON.parse(localStorage.getItem(keyOf(batchId)) ?? "null")).data;
    return found?.sha256 === sha256 ? found : undefined;
  } catch {
    return undefined;
  }
}
