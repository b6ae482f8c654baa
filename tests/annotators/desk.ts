/** The annotators' room with ports in memory, a clock to turn, and real signatures by local keys. */
import { verifyMessage, verifyTypedData } from "viem";
import { memoryAnnotators } from "@/lib/adapters/memory/annotators";
import type { Signatures } from "@/lib/annotators/ports";
import type { AnnotatorDeps } from "@/lib/annotators/service";

export const VAULT = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
export const START_MS = Date.UTC(2026, 10, 24, 12);

/** Signatures of plain keys, checked as the chain adapter checks them before it asks a contract. */
const keySignatures: Signatures = {
  verifySignature: (signed) => verifyMessage(signed),
  verifyTypedData: (signed) => verifyTypedData(signed),
};

export function annotatorDesk(): AnnotatorDeps & { clock: { nowMs: number } } & ReturnType<typeof memoryAnnotators> {
  const clock = { nowMs: START_MS };
  let seed = 0;
  return {
    ...memoryAnnotators(),
    clock,
    signatures: keySignatures,
    place: { domains: ["assay.example", "localhost:3000"], chainId: 31337, vault: VAULT },
    now: () => clock.nowMs,
    random: (bytes) => Uint8Array.from({ length: bytes }, (_, i) => (i * 7 + ++seed) & 255),
  };
}
