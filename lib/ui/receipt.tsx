/** A framed summary of what will be paid: each child is one ruled part. */
import type { ReactNode } from "react";

export function Receipt({ children }: { children: ReactNode }) {
  return (
    <div className="ui-receipt" aria-live="polite">
      {children}
    </div>
  );
}

/** The line of a receipt that counts. */
export function ReceiptTotal({ label, amount }: { label: ReactNode; amount: ReactNode }) {
  return (
    <div>
      <div className="ui-receipt-total">
        <strong>{label}</strong>
        {amount}
      </div>
    </div>
  );
}
