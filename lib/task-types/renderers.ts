import type { TaskTypeId } from "./registry";
import type { Renderer } from "./task-type";

/** The browser's half of the list: loaded when it is drawn. The compiler asks for a line here when the registry gains one. */
export const RENDERERS: Readonly<Record<TaskTypeId, () => Promise<{ default: Renderer<unknown, unknown, unknown> }>>> =
  {
    "audio-segments": () => import("./audio-segments/renderer"),
    choice: () => import("./choice/renderer"),
    "multi-label": () => import("./multi-label/renderer"),
    pairwise: () => import("./pairwise/renderer"),
    rating: () => import("./rating/renderer"),
    ranking: () => import("./ranking/renderer"),
    boxes: () => import("./boxes/renderer"),
    polygons: () => import("./polygons/renderer"),
    keypoints: () => import("./keypoints/renderer"),
    spans: () => import("./spans/renderer"),
    relations: () => import("./relations/renderer"),
    transcription: () => import("./transcription/renderer"),
    chat: () => import("./chat/renderer"),
  };
