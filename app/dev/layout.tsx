import type { ReactNode } from "react";
import { NAMESPACES } from "@/lib/locale/messages";
import { Words } from "../words";

/** The sheets show every part, so they have every word. */
export default function DevLayout({ children }: { readonly children: ReactNode }) {
  return (
    <Words of={NAMESPACES} types="all">
      {children}
    </Words>
  );
}
