import { createApi } from "./api";

/** The API of the server this page came from. */
export const api = createApi();
