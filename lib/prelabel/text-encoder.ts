/** A fitted text encoder as an ONNX file: ids int32 [N, L] (0 = padding) → embedding float32 [N, width], unit length. */

import type { Bytes } from "@/lib/onnx/onnx-bytes";
import { ELEMENT, model, node, tensor, valueInfo } from "@/lib/onnx/onnx-write";
import type { EncoderTable } from "./lsa";
import { TEXT_FEATURES_VERSION } from "./text-features";

/** About one byte for each table cell: 1.05 MB at 16,384 × 64. */
export function textEncoderOnnx(table: EncoderTable): Bytes {
  return model(
    {
      name: "text-encoder",
      nodes: [
        node("Gather", ["table", "ids"], "rows_int8"),
        node("Cast", ["rows_int8"], "rows", { to: ELEMENT.float32 }),
        node("ReduceSum", ["rows", "token_axis"], "sum", { keepdims: 0 }),
        node("ReduceL2", ["sum"], "length", { axes: [1], keepdims: 1 }),
        node("Max", ["length", "shortest"], "divisor"),
        node("Div", ["sum", "divisor"], "embedding"),
      ],
      constants: [
        tensor("table", [table.buckets, table.width], table.cells),
        tensor("token_axis", [1], BigInt64Array.of(1n)),
        tensor("shortest", [], Float32Array.of(1e-6)),
      ],
      inputs: [valueInfo("ids", ELEMENT.int32, ["N", "L"])],
      outputs: [valueInfo("embedding", ELEMENT.float32, ["N", table.width])],
    },
    { "assay.features": `text-v${TEXT_FEATURES_VERSION}`, "assay.buckets": String(table.buckets) },
  );
}
