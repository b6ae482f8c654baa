import { fieldsOf, textOf } from "@/lib/onnx/onnx-bytes";

/** A constant as it stands in an ONNX file: element type and cells. */
export type StoredTensor = { readonly type: number; readonly bytes: Uint8Array };

/** What an ONNX file is made of, loops' bodies included. */
export type ReadGraph = {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** How often each operation stands in it. */
  readonly operations: ReadonlyMap<string, number>;
  /** Element types of all inputs and outputs. */
  readonly ports: readonly number[];
  readonly opset: number;
};

/** Field numbers of onnx.proto3. */
export function readGraph(file: Uint8Array): ReadGraph {
  const tensors = new Map<string, StoredTensor>();
  const operations = new Map<string, number>();
  const ports: number[] = [];
  let opset = 0;
  const graph = (message: Uint8Array) => {
    for (const { field, content } of fieldsOf(message)) {
      if (field === 1) operation(content);
      if (field === 5) tensor(content);
      if (field === 11 || field === 12) ports.push(elementOf(content));
    }
  };
  const operation = (message: Uint8Array) => {
    for (const { field, content } of fieldsOf(message)) {
      if (field === 4) operations.set(textOf(content), (operations.get(textOf(content)) ?? 0) + 1);
      if (field === 5) for (const part of fieldsOf(content)) if (part.field === 6) graph(part.content);
    }
  };
  const tensor = (message: Uint8Array) => {
    const parts = [...fieldsOf(message)];
    const of = (field: number) => parts.find((part) => part.field === field);
    tensors.set(textOf(of(8)?.content ?? new Uint8Array()), {
      type: of(2)?.value ?? 0,
      bytes: of(9)?.content.slice() ?? new Uint8Array(),
    });
  };
  for (const { field, content } of fieldsOf(file)) {
    if (field === 7) graph(content);
    if (field === 8) opset = [...fieldsOf(content)].find((part) => part.field === 2)?.value ?? 0;
  }
  return { tensors, operations, ports, opset };
}

/** ValueInfoProto.type.tensor_type.elem_type. */
function elementOf(port: Uint8Array): number {
  const inside = (message: Uint8Array, field: number) =>
    [...fieldsOf(message)].find((part) => part.field === field)?.content ?? new Uint8Array();
  return [...fieldsOf(inside(inside(port, 2), 1))].find((part) => part.field === 1)?.value ?? 0;
}
