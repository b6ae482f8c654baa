import type { BountyState } from "@/lib/bounties/bounty";
import { Tag, type TagKind } from "@/lib/ui/tag";

const TAGS: Readonly<Record<BountyState, readonly [TagKind, string]>> = {
  draft: ["plain", "draft"],
  published: ["doubt", "waiting for funding"],
  open: ["pass", "open"],
  closed: ["doubt", "settling"],
  settled: ["gold", "settled"],
};

/** A bounty's state in one word. */
export function BountyStateTag({ state }: { readonly state: BountyState }) {
  const [kind, words] = TAGS[state];
  return <Tag kind={kind}>{words}</Tag>;
}
