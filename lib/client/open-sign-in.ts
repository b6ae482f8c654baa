/** The event that opens the sign-in dialog of the header. */
export const OPEN_SIGN_IN = "assay:sign-in";

/** Opens the sign-in dialog from anywhere on the page. */
export function openSignIn(): void {
  window.dispatchEvent(new Event(OPEN_SIGN_IN));
}
