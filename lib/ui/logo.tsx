/** The mark: a streak of gold on the touchstone. The stone stays black in the dark. */
export function Logo() {
  return (
    <svg className="ui-logo" viewBox="0 0 22 22" aria-hidden="true">
      <rect x="1" y="1" width="20" height="20" rx="2.5" />
      <path d="M6.3 14.8 15.7 7.2" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}
