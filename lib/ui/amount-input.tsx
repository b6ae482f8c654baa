/** An amount or another figure: monospaced, at the end of its box, with its unit inside. Text in, text out: read it
 * with `parseAmount`. */
import type { InputHTMLAttributes } from "react";
import { Field, type FieldWords } from "@/lib/ui/field";

export interface AmountInputProps extends FieldWords, InputHTMLAttributes<HTMLInputElement> {
  /** The token's symbol, `%`, `h`. */
  unit: string;
}

export function AmountInput({ label, hideLabel, aside, hint, error, unit, ...input }: AmountInputProps) {
  return (
    <Field id={input.id} {...{ label, aside, hint, error, ...(hideLabel !== undefined && { hideLabel }) }}>
      {(wiring) => (
        <span className="ui-affix">
          <input type="text" inputMode="decimal" autoComplete="off" {...input} {...wiring} className="ui-input num" />
          <span className="ui-affix-unit">{unit}</span>
        </span>
      )}
    </Field>
  );
}
