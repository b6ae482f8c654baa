import { readFile } from "node:fs/promises";
import { sha256Hex } from "../../lib/kernel/sha256";
import { findConsensus } from "../../lib/referee/consensus";
import type { Votes } from "../../lib/referee/input";
import { METHODS, type Method } from "../../lib/referee/method";
import type { RefereeFile } from "../../lib/settlement/verify-engine";
import { openTwin } from "../../lib/twin/run-twin";
import { Usage } from "./usage";

/** What an engine finds: the raw posterior, [tasks × classes] Q16 in canonical order, and how many EM rounds it took. */
export type EngineVerdict = { readonly posterior: Int32Array; readonly rounds: number };

/** Something that computes the referee's verdict on canonical votes. Every engine gives the same bits. */
export type VerdictEngine = (votes: Votes, policy: { readonly method: Method }) => Promise<EngineVerdict>;

/** By name; loaded when asked for. */
const ENGINES = {
  ts: async (): Promise<VerdictEngine> => async (votes, policy) => findConsensus(votes, policy),
  onnx: async (): Promise<VerdictEngine> => {
    const twin = await openTwin(await refereeFile());
    return (votes, { method }) => twin.run(votes, { method, unit: 0n });
  },
} as const satisfies Record<string, () => Promise<VerdictEngine>>;

export type EngineName = keyof typeof ENGINES;

/** The engine of that name, `ts` when left out. Throws a Usage error for a name it does not know. */
export function engineNamed(name: string | undefined): { readonly name: EngineName; load(): Promise<VerdictEngine> } {
  const known = choice("engine", Object.keys(ENGINES) as EngineName[], name ?? "ts");
  return { name: known, load: ENGINES[known] };
}

const refereeFile = () => readFile(new URL("../../models/referee-v1.onnx", import.meta.url));

/** The referee's ONNX file for a verification, whatever the size; opened when it is first needed. */
export async function verifyingFile(): Promise<RefereeFile> {
  const file = await refereeFile();
  return {
    sha256: sha256Hex(file),
    fits: () => true,
    run: async (input, policy) => (await openTwin(file)).run(input, policy),
  };
}

/** The method of that name, `multi-coin` when left out. Throws a Usage error for a name it does not know. */
export const methodNamed = (name: string | undefined): Method => choice("method", METHODS, name ?? "multi-coin");

function choice<Name extends string>(flag: string, names: readonly Name[], text: string): Name {
  const found = names.find((name) => name === text);
  if (found === undefined) throw new Usage(`--${flag} takes ${names.join(", ")}, not "${text}".`);
  return found;
}
