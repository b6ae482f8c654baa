import { AppError } from "@/lib/kernel/errors";
import { audioSegments } from "./audio-segments/index";
import { boxes } from "./boxes/index";
import { chat } from "./chat/index";
import { choice } from "./choice/index";
import { keypoints } from "./keypoints/index";
import { multiLabel } from "./multi-label/index";
import { pairwise } from "./pairwise/index";
import { polygons } from "./polygons/index";
import { ranking } from "./ranking/index";
import { rating } from "./rating/index";
import { relations } from "./relations/index";
import { spans } from "./spans/index";
import type { AnyTaskType } from "./task-type";
import { transcription } from "./transcription/index";

/** The one list. A new task type is its own folder and one line here. */
export const TASK_TYPES = {
  choice,
  "multi-label": multiLabel,
  pairwise,
  rating,
  ranking,
  spans,
  relations,
  boxes,
  polygons,
  keypoints,
  transcription,
  "audio-segments": audioSegments,
  chat,
} as const satisfies Record<string, AnyTaskType>;

export type TaskTypeId = keyof typeof TASK_TYPES;

/** The task type with this id, or `invalid_input` naming those there are. */
export function taskTypeOf(id: string): AnyTaskType {
  if (Object.hasOwn(TASK_TYPES, id)) return TASK_TYPES[id as TaskTypeId];
  throw new AppError(
    "invalid_input",
    `There is no task type "${id}". There are: ${Object.keys(TASK_TYPES).join(", ")}.`,
  );
}

/** Every task type with its version, in the order of the list. */
export function taskTypeLines(): readonly { readonly id: string; readonly version: number; readonly title: string }[] {
  return Object.values<AnyTaskType>(TASK_TYPES).map(({ id, version, title }) => ({ id, version, title }));
}
