import { confirmationWords } from "@/app/money/escrow-words";

/** How many blocks lie over a thing, and whether that is enough. */
export function Sure({ has, wanted }: { readonly has: number; readonly wanted: number }) {
  return (
    <span>
      <span className="num">{has}</span>
      <span className="ui-second">{confirmationWords(has, wanted)}</span>
    </span>
  );
}
