/** A link that looks like a button: it goes somewhere, it does nothing. */

import { type ButtonLook, buttonLook } from "@/lib/ui/button";
import { Icon } from "@/lib/ui/icon";
import { Link, type LinkProps } from "@/lib/ui/link";

export function ButtonLink({ kind, size, wide, icon, children, className, ...rest }: ButtonLook & LinkProps) {
  const look = buttonLook({ ...(kind && { kind }), ...(size && { size }), ...(wide !== undefined && { wide }) });
  return (
    <Link {...rest} {...look} className={className === undefined ? "ui-button" : `ui-button ${className}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </Link>
  );
}
