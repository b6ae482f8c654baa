/** The key of a control, on the control itself; hidden where there is only touch. */
export function KeyCap({ children, onTouch = "hide" }: { children: string; onTouch?: "hide" | "show" }) {
  return (
    <kbd className="ui-key" data-on-touch={onTouch}>
      {children}
    </kbd>
  );
}
