import type { LiveDesk } from "./live-desk";
import type { LiveStore, SweepStore } from "./ports";

/** What this room asks of the outside, and the states that its process holds in memory. */
export type ConsensusDeps = { readonly sweeps: SweepStore; readonly live: LiveStore; readonly desk: LiveDesk };
