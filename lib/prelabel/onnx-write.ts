/** ONNX messages (onnx.proto3, IR 8, opset 13) as bytes: the few kinds that this room writes. */
import { type Bytes, bytesField, concatBytes, intField } from "./onnx-bytes";

/** TensorProto.DataType. */
export const ELEMENT = { float32: 1, int8: 3, int32: 6, int64: 7 } as const;

/** A dimension is a size or a name for any size. */
type Dimension = number | string;

/** A constant of the graph. `values` are row-major; dims [] is a scalar. */
export function tensor(name: string, dims: readonly number[], values: Float32Array | Int8Array | BigInt64Array): Bytes {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return concatBytes([
    ...dims.map((size) => intField(1, size)),
    intField(2, elementOf(values)),
    bytesField(8, name),
    bytesField(9, raw),
  ]);
}

function elementOf(values: Float32Array | Int8Array | BigInt64Array): number {
  if (values instanceof Float32Array) return ELEMENT.float32;
  return values instanceof Int8Array ? ELEMENT.int8 : ELEMENT.int64;
}

/** One operation; attributes are whole numbers or lists of them. */
export function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number | readonly number[]>> = {},
): Bytes {
  return concatBytes([
    ...inputs.map((name) => bytesField(1, name)),
    bytesField(2, output),
    bytesField(4, operator),
    ...Object.entries(attributes).map(([name, value]) => bytesField(5, attribute(name, value))),
  ]);
}

function attribute(name: string, value: number | readonly number[]): Bytes {
  const content =
    typeof value === "number"
      ? [intField(3, value), intField(20, 2)]
      : [...value.map((one) => intField(8, one)), intField(20, 7)];
  return concatBytes([bytesField(1, name), ...content]);
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
type GraphParts = {
  readonly name?: string;
  readonly nodes: readonly Bytes[];
  readonly constants: readonly Bytes[];
  readonly inputs?: readonly Bytes[];
  readonly outputs: readonly Bytes[];
};

/** A whole model file. */
export function model(graph: GraphParts, metadata: Readonly<Record<string, string>>): Bytes {
  const opset = concatBytes([bytesField(1, ""), intField(2, 13)]);
  return concatBytes([intField(1, 8), bytesField(2, "assay"), bytesField(8, opset), extension(graph, metadata)]);
}

/** A finished model with more nodes, constants, outputs and metadata behind its own. */
export function extend(file: Uint8Array, graph: GraphParts, metadata: Readonly<Record<string, string>>): Bytes {
  return concatBytes([file, extension(graph, metadata)]);
}

function extension(graph: GraphParts, metadata: Readonly<Record<string, string>>): Bytes {
  const content = concatBytes([
    ...graph.nodes.map((part) => bytesField(1, part)),
    ...(graph.name === undefined ? [] : [bytesField(2, graph.name)]),
    ...graph.constants.map((part) => bytesField(5, part)),
    ...(graph.inputs ?? []).map((part) => bytesField(11, part)),
    ...graph.outputs.map((part) => bytesField(12, part)),
  ]);
  const properties = Object.entries(metadata).map(([key, value]) =>
    bytesField(14, concatBytes([bytesField(1, key), bytesField(2, value)])),
  );
  return concatBytes([bytesField(7, content), ...properties]);
}
