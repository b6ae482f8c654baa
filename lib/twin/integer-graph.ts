import { GraphBuilder, type Integer, type Value } from "@/lib/onnx/graph-builder";
import * as constants from "@/lib/referee/constants";
import * as dawidSkene from "@/lib/referee/dawid-skene-constants";

/** Every number of the rules, by the name it has in `constants.ts` and `dawid-skene-constants.ts`. */
const RULE = { ...constants, ...dawidSkene };

/** The numbers that stand alone. */
export type RuleName = {
  [Name in keyof typeof RULE]: (typeof RULE)[Name] extends number ? Name : never;
}[keyof typeof RULE];

/**
 * The words in which the twin is written: integer arithmetic with ONNX operations that are exact on every runtime.
 *
 * There is no `Cast`: in ONNX Runtime it is one function of 490 kB, and a browser that finds such a one busy compiles it again
 * for two to six seconds. Integers change their width by being looked up in a table: `RefereeMath.wide` and its like.
 * `Div` truncates, so operands are never negative where the kernel floors; `Pow`, `ReduceMean` and `BitShift` are not used
 * (doubles inside, truncation, unsigned only). Numbers of the rule are stored under their names, so that a test can read
 * them out of the file.
 */
export class IntegerGraph extends GraphBuilder {
  /** A number of the rule, stored under its name. */
  rule(name: RuleName, element: Integer): Value {
    return this.constant(name, RULE[name], element);
  }

  /** A number that belongs to the arithmetic, not to the rule: 0, 1, 4. */
  number(value: number, element: Integer): Value {
    return this.constant(`n${value}`.replace("-", "m"), value, element);
  }

  add = (a: Value, b: Value) => this.op("Add", [a, b]);
  sub = (a: Value, b: Value) => this.op("Sub", [a, b]);
  mul = (a: Value, b: Value) => this.op("Mul", [a, b]);
  div = (a: Value, b: Value) => this.op("Div", [a, b]);
  min = (a: Value, b: Value) => this.op("Min", [a, b]);
  max = (a: Value, b: Value) => this.op("Max", [a, b]);
  neg = (a: Value) => this.op("Neg", [a]);
  equal = (a: Value, b: Value) => this.op("Equal", [a, b]);
  less = (a: Value, b: Value) => this.op("Less", [a, b]);
  greater = (a: Value, b: Value) => this.op("Greater", [a, b]);
  atLeast = (a: Value, b: Value) => this.op("GreaterOrEqual", [a, b]);
  and = (a: Value, b: Value) => this.op("And", [a, b]);
  or = (a: Value, b: Value) => this.op("Or", [a, b]);
  not = (a: Value) => this.op("Not", [a]);
  where = (test: Value, a: Value, b: Value) => this.op("Where", [test, a, b]);

  /** Truth values as 0 and 1. */
  bits = (test: Value, element: Integer) => this.where(test, this.number(1, element), this.number(0, element));

  /** Rows (or cells of a list) by index. */
  gather = (rows: Value, index: Value) => this.op("Gather", [rows, index], { axis: 0 });
  /** One more axis of size 1. */
  axis = (a: Value, ...axes: number[]) => this.op("Unsqueeze", [a, this.list(...axes)]);
  scalar = (a: Value) => this.op("Squeeze", [a, this.list(0)]);
  /** [rows] the cell of each row that `column` (int32) names. */
  pick = (rows: Value, column: Value) =>
    this.op("Squeeze", [this.op("GatherElements", [rows, this.axis(column, 1)], { axis: 1 }), this.list(1)]);
  reshape = (a: Value, shape: Value) => this.op("Reshape", [a, shape]);
  expand = (a: Value, shape: Value) => this.op("Expand", [a, shape]);
  /** Lists behind each other, or rows below each other. */
  concat = (...parts: Value[]) => this.op("Concat", parts, { axis: 0 });
  /** Rows from .. to - 1; both are lists of one. */
  slice = (rows: Value, from: Value, to: Value) => this.op("Slice", [rows, from, to]);
  /** How large an axis is: a list of one. */
  size = (a: Value, axis: number) => this.op("Shape", [a], { start: axis, end: axis + 1 });
  /** Zeros of any shape. */
  zeros = (shape: Value, element: Integer) => this.expand(this.number(0, element), shape);
  /** 0, 1, … count - 1; `count` is a scalar of int64. */
  range = (count: Value) => this.op("Range", [this.number(0, "int64"), count, this.number(1, "int64")]);

  sum = (a: Value, axis: number, keep = 0) => this.op("ReduceSum", [a, this.list(axis)], { keepdims: keep });
  largest = (a: Value, axis: number, keep = 1) => this.op("ReduceMax", [a, this.list(axis)], { keepdims: keep });

  /** `into` with the rows of `updates` added at `index` (int64 [rows × 1]); the same index may come many times. */
  addAt = (into: Value, index: Value, updates: Value) =>
    this.op("ScatterND", [into, index, updates], { reduction: "add" });
  /** `into` with rows replaced at `index` (int64 [rows × 1]); no index may come twice. */
  putAt = (into: Value, index: Value, updates: Value) => this.op("ScatterND", [into, index, updates]);
}
