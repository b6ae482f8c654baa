/** Says, where there are fingers, that the item can be swept to a side; the control it leans to is marked as it moves. */
export const SwipeHint = () => (
  <p className="hidden text-sm text-ink-3 pointer-coarse:block">Or swipe the item to that side.</p>
);
