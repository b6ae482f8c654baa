/** The event that opens the sign-in dialog of the header; whoever hears it says so by `preventDefault`. */
export const OPEN_SIGN_IN = "assay:sign-in";

let unheard = false;

/** Opens the sign-in dialog from anywhere on the page, as soon as there is one. */
export function openSignIn(): void {
  unheard = window.dispatchEvent(new Event(OPEN_SIGN_IN, { cancelable: true }));
}

/** Whether the dialog was asked for before anybody heard; asked once, it is forgotten. */
export function wasAskedFor(): boolean {
  const asked = unheard;
  unheard = false;
  return asked;
}
