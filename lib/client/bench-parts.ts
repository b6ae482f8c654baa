import type { BenchStore } from "./bench-store";
import type { OtherTabs, TabWord } from "./other-tabs";
import type { SenderParts } from "./sender";

/** What a bench's engine is made of. */
export type EngineParts = SenderParts & {
  /** `<bountyId>:<address>`: whose leases and answers these are. */
  readonly owner: string;
  /** The server does not take this key any more (revoked, expired): what waits is kept, to be signed by a new one. */
  readonly onKeyRefused?: (reason: string) => void;
  readonly store?: BenchStore;
  /** The same bench in other tabs. */
  readonly tabs?: (hear: (word: TabWord) => void) => OtherTabs;
};
