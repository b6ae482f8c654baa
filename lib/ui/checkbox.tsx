/** A yes or no with its words beside it. */
import type { InputHTMLAttributes, ReactNode } from "react";

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type"> {
  children: ReactNode;
}

export function Checkbox({ children, ...input }: CheckboxProps) {
  return (
    <label className="ui-check">
      <input type="checkbox" {...input} className="ui-check-box" />
      <span>{children}</span>
    </label>
  );
}
