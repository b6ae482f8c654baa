import { REFEREE_VERSION } from "./constants";

/** How the truth is found. `multi-coin` is what bounties commit to unless they say otherwise. */
export type Method = "multi-coin" | "dawid-skene" | "majority";

/** The rule set behind each name; a changed rule is a new version beside the old one. */
export const METHOD_VERSIONS = {
  "multi-coin": REFEREE_VERSION,
  "dawid-skene": "dawid-skene-1",
  majority: "majority-1",
} as const satisfies Record<Method, string>;

export const METHODS = Object.keys(METHOD_VERSIONS) as readonly Method[];
