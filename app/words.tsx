import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Namespace } from "@/lib/locale/messages";
import { MoreWords } from "./more-words";

type Props = {
  readonly of: readonly Namespace[];
  /** The task types whose words are wanted; "all" where one is chosen. */
  readonly types?: readonly string[] | "all";
  readonly children: ReactNode;
};

/** Hands the words of these screens to what runs in the browser, in the language of the page alone. */
export async function Words({ of, types = [], children }: Props) {
  const { types: all, ...named } = await getMessages();
  const own = types === "all" ? all : Object.fromEntries(types.map((id) => [id, all[id] ?? {}]));
  const messages = { ...Object.fromEntries(of.map((name) => [name, named[name]])), types: own };
  return <MoreWords messages={messages}>{children}</MoreWords>;
}
