/** Items of a dataset shown at once. */
export const ROWS_A_PAGE = 10;
