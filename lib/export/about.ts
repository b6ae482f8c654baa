import type { Sha256 } from "@/lib/kernel/ids";

/** What a dataset says of itself, the same in every format. */
export type About = {
  readonly id: string;
  readonly title: string;
  readonly guidelines: string;
  readonly owner: string;
  /** 1, 2, …; null where the present state is taken before any release. */
  readonly version: number | null;
  readonly releasedAtMs: number | null;
  readonly licence: string | null;
  readonly consent: string | null;
  readonly manifestHash: string | null;
  /** So many of 10,000 items are in the blind slice. */
  readonly blindBps: number;
  readonly items: number;
  /** The dataset's page. */
  readonly url: string;
  /** Files of this version that are known already. */
  readonly files: readonly AboutFile[];
};

export type AboutFile = {
  readonly format: string;
  readonly name: string;
  readonly mediaType: string;
  readonly url: string;
  readonly bytes: number;
  readonly sha256: Sha256;
};
