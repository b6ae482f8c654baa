import { ONE_Q16 } from "@/lib/kernel/q16";

/** 0 for the same answer, one (Q16) for any other. */
export const nominal = <T>(a: T, b: T): number => (a === b ? 0 : ONE_Q16);
