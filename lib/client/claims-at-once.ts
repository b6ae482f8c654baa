/** Claims of one transaction: well under a block's gas. */
export const CLAIMS_AT_ONCE = 40;
