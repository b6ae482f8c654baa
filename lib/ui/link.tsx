"use client";
/** A link. The app hands in the component that navigates without a reload; without one it is a plain anchor. */
import { type AnchorHTMLAttributes, type ComponentType, createContext, type ReactNode, useContext } from "react";

export interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  href: string;
  children?: ReactNode;
}

type Navigator = ComponentType<LinkProps>;

const NavigatorContext = createContext<Navigator | null>(null);

/** Links to a page of ours go through the app's navigator; others are plain, and in a new tab when `external`. */
export function Link({ href, external = false, ...rest }: LinkProps & { external?: boolean }) {
  const Navigator = useContext(NavigatorContext);
  if (external) return <a href={href} target="_blank" rel="noreferrer noopener" {...rest} />;
  if (Navigator === null || !href.startsWith("/")) return <a href={href} {...rest} />;
  return <Navigator href={href} {...rest} />;
}

/** Put once around the app: `navigator` is what a link to a page of ours becomes. */
export function LinkProvider({ navigator, children }: { navigator: Navigator; children: ReactNode }) {
  return <NavigatorContext value={navigator}>{children}</NavigatorContext>;
}
