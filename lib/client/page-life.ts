/** Hears when the line is back and when the page is left from sight, for as long as the answer is not called. Nothing outside of a page. */
export function watchPage({ online, hidden }: { online(): void; hidden(): void }): () => void {
  const seen = () => globalThis.document.visibilityState === "hidden" && hidden();
  globalThis.addEventListener?.("online", online);
  globalThis.document?.addEventListener("visibilitychange", seen);
  return () => {
    globalThis.removeEventListener?.("online", online);
    globalThis.document?.removeEventListener("visibilitychange", seen);
  };
}
