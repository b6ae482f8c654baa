/** Runs in the page: elements whose own words are wider or higher than their place, but for what scrolls or is cut short on purpose. */
export function clipped(): string[] {
  const speaks = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "");
  /** Kept for readers alone. */
  const isUnseen = (element: Element | null): boolean =>
    element !== null &&
    (element.clientWidth === 1 || getComputedStyle(element).clipPath !== "none" || isUnseen(element.parentElement));
  const isCut = (element: Element) => {
    const { overflowX, textOverflow, display, position, webkitLineClamp } = getComputedStyle(element);
    if (display === "inline" || textOverflow === "ellipsis" || webkitLineClamp !== "none") return false;
    if (/auto|scroll/.test(overflowX) || position === "fixed" || isUnseen(element)) return false;
    return element.scrollWidth > element.clientWidth + 1;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element instanceof HTMLElement && element.clientWidth > 1 && speaks(element) && isCut(element))
    .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 60)}`);
}
