/** Sending to an address that somebody else named, on the public internet only. */
import type { Post } from "@/lib/webhooks/ports";
import { lawfulUrl, openPublic, type PublicOptions, publicAddress } from "./public-request";

/** A receiver takes a message in and answers; what it does with it is its own time. */
const TOTAL_MS = 15_000;

export function publicPost(options: PublicOptions = {}): Post {
  return {
    check: async (url) => {
      await publicAddress(lawfulUrl(url), options);
    },
    send: async (url, headers, body) => {
      const signal = AbortSignal.timeout(TOTAL_MS);
      const answer = await openPublic(lawfulUrl(url), { method: "POST", headers, body, signal }, options);
      answer.destroy();
      return { status: answer.statusCode ?? 0 };
    },
  };
}
