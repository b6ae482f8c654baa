/** Reading back what a model file says of itself; running it is ONNX Runtime's business. */
import { fieldsOf, textOf } from "./onnx-bytes";

/** The metadata of a model file. Throws RangeError when the bytes are no protobuf. */
export function metadataOf(file: Uint8Array): ReadonlyMap<string, string> {
  const metadata = new Map<string, string>();
  for (const part of fieldsOf(file)) {
    if (part.field !== 14) continue;
    let key = "";
    let value = "";
    for (const entry of fieldsOf(part.content)) {
      if (entry.field === 1) key = textOf(entry.content);
      if (entry.field === 2) value = textOf(entry.content);
    }
    metadata.set(key, value);
  }
  return metadata;
}
