/** ONNX messages (onnx.proto3, IR 8) as bytes: the few kinds that are written here. */
import { type Bytes, bytesField, concatBytes, intField } from "./onnx-bytes";

/** TensorProto.DataType. */
export const ELEMENT = { float32: 1, int8: 3, int32: 6, int64: 7, bool: 9 } as const;

/** A dimension is a size or a name for any size. */
type Dimension = number | string;

type Values = Float32Array | Int8Array | Int32Array | BigInt64Array;

/** A constant of the graph. `values` are row-major; dims [] is a scalar. */
export function tensor(name: string, dims: readonly number[], values: Values): Bytes {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return concatBytes([
    ...dims.map((size) => intField(1, size)),
    intField(2, elementOf(values)),
    bytesField(8, name),
    bytesField(9, raw),
  ]);
}

function elementOf(values: Values): number {
  if (values instanceof Float32Array) return ELEMENT.float32;
  if (values instanceof Int8Array) return ELEMENT.int8;
  return values instanceof Int32Array ? ELEMENT.int32 : ELEMENT.int64;
}

/** A whole number, a list of them, a word, or a graph (a loop's body). */
export type Attribute = number | readonly number[] | string | { readonly graph: Bytes };

/** One operation and its output, or outputs in order. */
export function node(
  operator: string,
  inputs: readonly string[],
  outputs: string | readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): Bytes {
  return concatBytes([
    ...inputs.map((name) => bytesField(1, name)),
    ...[outputs].flat().map((name) => bytesField(2, name)),
    bytesField(4, operator),
    ...Object.entries(attributes).map(([name, value]) => bytesField(5, attribute(name, value))),
  ]);
}

/** AttributeProto: content and type. */
function attribute(name: string, value: Attribute): Bytes {
  return concatBytes([bytesField(1, name), ...attributeContent(value)]);
}

function attributeContent(value: Attribute): Bytes[] {
  if (typeof value === "number") return [intField(3, value), intField(20, 2)];
  if (typeof value === "string") return [bytesField(4, value), intField(20, 3)];
  if ("graph" in value) return [bytesField(6, value.graph), intField(20, 5)];
  return [...value.map((one) => intField(8, one)), intField(20, 7)];
}

/** The name, element type and shape of an input or output. */
export function valueInfo(name: string, element: number, dims: readonly Dimension[]): Bytes {
  const shape = concatBytes(
    dims.map((size) => bytesField(1, typeof size === "number" ? intField(1, size) : bytesField(2, size))),
  );
  const tensorType = concatBytes([intField(1, element), bytesField(2, shape)]);
  return concatBytes([bytesField(1, name), bytesField(2, bytesField(1, tensorType))]);
}

/** What a graph holds; each entry as the functions above write it. */
export type GraphParts = {
  readonly name?: string;
  readonly nodes: readonly Bytes[];
  readonly constants: readonly Bytes[];
  readonly inputs?: readonly Bytes[];
  readonly outputs: readonly Bytes[];
};

/** A whole model file in the words of an operator set. */
export function model(graph: GraphParts, metadata: Readonly<Record<string, string>>, opset = 13): Bytes {
  const words = concatBytes([bytesField(1, ""), intField(2, opset)]);
  return concatBytes([intField(1, 8), bytesField(2, "assay"), bytesField(8, words), extension(graph, metadata)]);
}

/** A finished model with more nodes, constants, outputs and metadata behind its own. */
export function extend(file: Uint8Array, graph: GraphParts, metadata: Readonly<Record<string, string>>): Bytes {
  return concatBytes([file, extension(graph, metadata)]);
}

/** A graph as a message of its own: the body of a loop. */
export function graphBytes(graph: GraphParts): Bytes {
  return concatBytes([
    ...graph.nodes.map((part) => bytesField(1, part)),
    ...(graph.name === undefined ? [] : [bytesField(2, graph.name)]),
    ...graph.constants.map((part) => bytesField(5, part)),
    ...(graph.inputs ?? []).map((part) => bytesField(11, part)),
    ...graph.outputs.map((part) => bytesField(12, part)),
  ]);
}

function extension(graph: GraphParts, metadata: Readonly<Record<string, string>>): Bytes {
  const properties = Object.entries(metadata).map(([key, value]) =>
    bytesField(14, concatBytes([bytesField(1, key), bytesField(2, value)])),
  );
  return concatBytes([bytesField(7, graphBytes(graph)), ...properties]);
}
