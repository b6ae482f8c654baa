/** Items of a dataset that are asked for at once. */
export const ROWS_A_PAGE = 50;
