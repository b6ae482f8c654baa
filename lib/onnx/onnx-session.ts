/** ONNX Runtime's WebAssembly build, one thread: the same code in a browser's worker, in Node and in tests. */
import * as ort from "onnxruntime-web/wasm";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

export type OnnxSession = ort.InferenceSession;

/** Loads a model. The first call also compiles the runtime (about half a second). Rejects when it is no ONNX file. */
export function openSession(file: Uint8Array): Promise<OnnxSession> {
  return ort.InferenceSession.create(file, { executionProviders: ["wasm"], graphOptimizationLevel: "all" });
}

/** Runs a model on one tensor and returns the named output's numbers, row-major. */
export async function runSession(
  session: OnnxSession,
  input: { readonly name: string; readonly data: Float32Array | Int32Array; readonly dims: readonly number[] },
  output: string,
): Promise<Float32Array> {
  const { name, data, dims } = input;
  const tensor =
    data instanceof Float32Array ? new ort.Tensor("float32", data, dims) : new ort.Tensor("int32", data, dims);
  const results = await session.run({ [name]: tensor }, [output]);
  const values = results[output]?.data;
  if (!(values instanceof Float32Array)) throw new TypeError(`the model gave no float32 output ${output}`);
  return values;
}

/** A tensor of whole numbers: dims [] is a scalar. */
export type IntegerTensor = { readonly data: Int32Array; readonly dims: readonly number[] };

/** Runs a model on int32 tensors; gives the named outputs, row-major. What the runtime held for them is freed. */
export async function runIntegers(
  session: OnnxSession,
  inputs: Readonly<Record<string, IntegerTensor>>,
  outputs: readonly string[],
): Promise<ReadonlyMap<string, Int32Array>> {
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, { data, dims }]) => [name, new ort.Tensor("int32", data, dims)]),
  );
  const results = await session.run(feeds, outputs);
  return new Map(
    outputs.map((name) => {
      const values = results[name]?.data;
      if (!(values instanceof Int32Array)) throw new TypeError(`the model gave no int32 output ${name}`);
      results[name]?.dispose();
      return [name, values];
    }),
  );
}
