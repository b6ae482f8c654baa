import type { Sha256 } from "@/lib/kernel/ids";
import { REFEREE_VERSION } from "@/lib/referee/constants";
import { refereeHash } from "@/lib/referee/fingerprint";
import { structuredHash } from "@/lib/referee/structured/fingerprint";
import { isStructuredVersion, STRUCTURED_VERSION, type StructuredVersion } from "@/lib/referee/structured/versions";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { REFEREE_ONNX_SHA256 } from "@/lib/twin/twin-file";

export type NamedReferee = {
  readonly version: string;
  readonly hash: Sha256;
  /** SHA-256 of the referee as an ONNX file, where there is one. */
  readonly onnxSha256?: Sha256;
};

/** Which referee judges the answers of a new bounty: the one of classes where its task type has them, else the structured one. */
export const namedReferee = ({ classes }: Pick<AnyTaskType, "classes">): NamedReferee =>
  classes ? ofClasses() : structured(STRUCTURED_VERSION);

/** The referee of that name for a task type; undefined where this software has none. */
export function refereeNamed(version: string, { classes }: Pick<AnyTaskType, "classes">): NamedReferee | undefined {
  if (classes) return version === REFEREE_VERSION ? ofClasses() : undefined;
  return isStructuredVersion(version) ? structured(version) : undefined;
}

const ofClasses = (): NamedReferee => ({
  ...{ version: REFEREE_VERSION, hash: refereeHash(), onnxSha256: REFEREE_ONNX_SHA256 as Sha256 },
});

const structured = (version: StructuredVersion): NamedReferee => ({ version, hash: structuredHash(version) });
