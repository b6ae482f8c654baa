import type { Sha256 } from "@/lib/kernel/ids";
import { REFEREE_VERSION } from "@/lib/referee/constants";
import { refereeHash } from "@/lib/referee/fingerprint";
import { STRUCTURED_VERSION } from "@/lib/referee/structured/constants";
import { structuredHash } from "@/lib/referee/structured/fingerprint";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { REFEREE_ONNX_SHA256 } from "@/lib/twin/twin-file";

/** Which referee judges the answers of a task type: the one of classes where it has them, else the structured one. */
export function namedReferee({ classes }: Pick<AnyTaskType, "classes">): {
  readonly version: string;
  readonly hash: Sha256;
  /** SHA-256 of the referee as an ONNX file, where there is one. */
  readonly onnxSha256?: Sha256;
} {
  return classes
    ? { version: REFEREE_VERSION, hash: refereeHash(), onnxSha256: REFEREE_ONNX_SHA256 as Sha256 }
    : { version: STRUCTURED_VERSION, hash: structuredHash() };
}
