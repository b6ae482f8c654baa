/** What stands around a control: its label above, a hint below, an error in the hint's place. */
import { type ReactNode, useId } from "react";
import { Icon } from "@/lib/ui/icon";

export interface FieldWords {
  label: ReactNode;
  /** Keeps the label for readers only, where the place says it already (a search box). */
  hideLabel?: boolean;
  /** Words at the far end of the label: a unit, a current value, "Markdown". */
  aside?: ReactNode;
  hint?: ReactNode;
  /** Says what to do, not only what is wrong. */
  error?: ReactNode;
}

/** What the control must carry so that label, hint and error belong to it. */
export interface FieldWiring {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

export interface FieldProps extends FieldWords {
  id?: string | undefined;
  children: (wiring: FieldWiring) => ReactNode;
}

export function Field({ id, label, hideLabel = false, aside, hint, error, children }: FieldProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  const wrong = present(error);
  const described = wrong ? `${controlId}-error` : present(hint) ? `${controlId}-hint` : undefined;
  return (
    <div className="ui-field">
      <div className={hideLabel ? "sr-only" : "ui-field-head"}>
        <label htmlFor={controlId}>{label}</label>
        {present(aside) && <span className="ui-field-aside">{aside}</span>}
      </div>
      {children({ id: controlId, "aria-describedby": described, "aria-invalid": wrong ? true : undefined })}
      {wrong && <FieldError id={`${controlId}-error`}>{error}</FieldError>}
      {!wrong && present(hint) && (
        <span className="ui-field-hint" id={`${controlId}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}

/** The error line alone, for groups that are not one control. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <span className="ui-field-error" id={id} role="alert">
      <Icon name="warn" />
      <span>{children}</span>
    </span>
  );
}

function present(node: ReactNode): boolean {
  return node !== undefined && node !== null && node !== false && node !== "";
}
