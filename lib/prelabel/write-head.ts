/** Adds a trained head to an encoder's ONNX file: its `embedding` → `task_probs` float32 [N, classes]. */

import type { Bytes } from "@/lib/onnx/onnx-bytes";
import { ELEMENT, extend, node, tensor, valueInfo } from "@/lib/onnx/onnx-write";
import type { Head } from "./head";

/** What a model file carries about itself, so that it can be run without its card. */
export type HeadMetadata = {
  readonly kind: "text" | "image";
  /** Class names in the order of the probabilities. */
  readonly classes: readonly string[];
  readonly temperature: number;
};

/** The temperature is folded into the weights: what the file gives out is the calibrated probability. */
export function withHead(encoder: Uint8Array, head: Head, about: HeadMetadata): Bytes {
  const { classCount, width } = head;
  const cooled = (values: Float32Array) => values.map((value) => value / about.temperature);
  return extend(
    encoder,
    {
      nodes: [
        node("Gemm", ["embedding", "task_weights", "task_bias"], "task_logits", { transB: 1 }),
        node("Softmax", ["task_logits"], "task_probs", { axis: 1 }),
      ],
      constants: [
        tensor("task_weights", [classCount, width], cooled(head.weights)),
        tensor("task_bias", [classCount], cooled(head.bias)),
      ],
      outputs: [valueInfo("task_probs", ELEMENT.float32, ["N", classCount])],
    },
    {
      "assay.kind": about.kind,
      "assay.classes": JSON.stringify(about.classes),
      "assay.temperature": String(about.temperature),
    },
  );
}
