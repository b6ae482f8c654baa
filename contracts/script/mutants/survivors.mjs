// Why a mutant that no test notices may live: mostly because it means the same.

/** @type {Readonly<Record<string, string>>} mutant id to reason */
export const SURVIVORS = {};
