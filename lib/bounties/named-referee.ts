import type { Sha256 } from "@/lib/kernel/ids";
import { REFEREE_VERSION } from "@/lib/referee/constants";
import { refereeHash } from "@/lib/referee/fingerprint";
import { STRUCTURED_VERSION } from "@/lib/referee/structured/constants";
import { structuredHash } from "@/lib/referee/structured/fingerprint";
import type { AnyTaskType } from "@/lib/task-types/task-type";

/** Which referee judges the answers of a task type: the one of classes where it has them, else the structured one. */
export function namedReferee({ classes }: Pick<AnyTaskType, "classes">): {
  readonly version: string;
  readonly hash: Sha256;
} {
  return classes
    ? { version: REFEREE_VERSION, hash: refereeHash() }
    : { version: STRUCTURED_VERSION, hash: structuredHash() };
}
