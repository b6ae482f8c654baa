import type { Reader } from "../reading";
import type { MultiLabelAnswer, MultiLabelConfig, MultiLabelPayload } from "./schema";

export const reading: Reader<MultiLabelConfig, MultiLabelPayload, MultiLabelAnswer> = {
  kind: "labels",
  names: ({ labels }) => ({ labels }),
  read: ({ labels }) => ({ kind: "labels", labels }),
};
