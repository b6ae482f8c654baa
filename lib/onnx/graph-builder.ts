import type { Bytes } from "./onnx-bytes";
import { type Attribute, ELEMENT, type GraphParts, graphBytes, node, tensor, valueInfo } from "./onnx-write";

/** The name of a value in the graph. */
export type Value = string;

export type Integer = "int32" | "int64";

/** A value that goes in or out of a graph: a scalar has the shape []. */
export type Port = { readonly name: string; readonly element: Integer | "bool"; readonly shape: readonly string[] };

/**
 * Collects the operations of an integer ONNX graph in the order they are asked for. Values are names; the same calls
 * give the same bytes. Types are the caller's business: ONNX Runtime refuses a graph that mixes int32 with int64.
 */
export class GraphBuilder {
  private nodes: Bytes[] = [];
  private readonly constants: Bytes[] = [];
  private readonly known = new Set<string>();
  private serial = 0;

  /** A fresh name. */
  name(): Value {
    return `v${(this.serial++).toString(36)}`;
  }

  /** Any operation with one output. */
  op(operator: string, inputs: readonly Value[], attributes?: Readonly<Record<string, Attribute>>): Value {
    const output = this.name();
    this.nodes.push(node(operator, inputs, output, attributes));
    return output;
  }

  /** Any operation with several outputs. */
  ops(
    operator: string,
    inputs: readonly Value[],
    outputs: number,
    attributes?: Readonly<Record<string, Attribute>>,
  ): Value[] {
    const names = Array.from({ length: outputs }, () => this.name());
    this.nodes.push(node(operator, inputs, names, attributes));
    return names;
  }

  /** Gives a value the name under which the graph hands it out. */
  export(value: Value, name: string): Value {
    this.nodes.push(node("Identity", [value], name));
    return name;
  }

  /** A table, stored once under its name. */
  table(name: string, values: Int32Array): Value {
    if (!this.known.has(name)) this.constants.push(tensor(name, [values.length], values));
    this.known.add(name);
    return name;
  }

  /** A scalar, stored once under its name; several types of one number are told apart by the ending. */
  constant(name: string, value: number, element: Integer): Value {
    const full = `${name}.${element}`;
    const values = element === "int32" ? Int32Array.of(value) : BigInt64Array.of(BigInt(value));
    if (!this.known.has(full)) this.constants.push(tensor(full, [], values));
    this.known.add(full);
    return full;
  }

  /** A list of whole numbers for shapes and axes. */
  list(...values: readonly number[]): Value {
    const name = `l${values.join("_").replaceAll("-", "m")}`;
    if (!this.known.has(name)) this.constants.push(tensor(name, [values.length], BigInt64Array.from(values, BigInt)));
    this.known.add(name);
    return name;
  }

  /** The scalar `true`, by comparing a list with itself: booleans need no constant of their own. */
  always(): Value {
    const one = this.constant("one", 1, "int64");
    return this.op("Equal", [one, one]);
  }

  /**
   * A loop of at most `trips` rounds that goes on while its body says so. `body` gets the round and the carried values,
   * and gives whether to go on, the carried values in the same order, and further values to stack round by round.
   * Returns the last carried values and the stacks.
   */
  loop(
    trips: Value,
    carried: readonly { readonly start: Value; readonly element: Integer; readonly shape: readonly string[] }[],
    body: (round: Value, carried: readonly Value[]) => LoopStep,
    stacks: readonly { readonly element: Integer; readonly shape: readonly string[] }[] = [],
  ): Value[] {
    const outer = this.nodes;
    const go = this.always();
    this.nodes = [];
    const round = this.name();
    const going = this.name();
    const into = carried.map(() => this.name());
    const step = body(round, into);
    const flow = [...carried, ...stacks];
    const results = [...step.carried, ...step.stacked].map((value) => this.op("Identity", [value]));
    const parts: GraphParts = {
      name: "body",
      nodes: this.nodes,
      constants: [],
      inputs: [
        valueInfo(round, ELEMENT.int64, []),
        valueInfo(going, ELEMENT.bool, []),
        ...carried.map(({ element, shape }, i) => valueInfo(into[i] ?? "", ELEMENT[element], shape)),
      ],
      outputs: [
        valueInfo(step.go, ELEMENT.bool, []),
        ...flow.map(({ element, shape }, i) => valueInfo(results[i] ?? "", ELEMENT[element], shape)),
      ],
    };
    this.nodes = outer;
    const starts = carried.map(({ start }) => start);
    return this.ops("Loop", [trips, go, ...starts], flow.length, { body: { graph: graphBytes(parts) } });
  }

  /** The finished graph. */
  parts(name: string, inputs: readonly Port[], outputs: readonly Port[]): GraphParts {
    const ports = (list: readonly Port[]) =>
      list.map((port) => valueInfo(port.name, ELEMENT[port.element], port.shape));
    return { name, nodes: this.nodes, constants: this.constants, inputs: ports(inputs), outputs: ports(outputs) };
  }
}

export type LoopStep = {
  readonly go: Value;
  readonly carried: readonly Value[];
  readonly stacked: readonly Value[];
};
