/** What a bench tells the benches of the same account and bounty in other tabs of this browser. */
export type TabWord =
  /** It has taken up all that lies in this browser, what others hold back to be corrected included: that is sent now. */
  | { readonly kind: "opened" }
  /** This item was answered or given back here: nobody else shows it. */
  | { readonly kind: "given"; readonly token: string };

export type OtherTabs = { tell(word: TabWord): void; close(): void };

/** The other tabs of `owner` (`<bountyId>:<address>`), as long as it is not closed. Browsers without the channel have none. */
export function otherTabs(owner: string, hear: (word: TabWord) => void): OtherTabs {
  if (typeof BroadcastChannel === "undefined") return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(`assay.bench:${owner}`);
  channel.onmessage = ({ data }: MessageEvent<TabWord>) => hear(data);
  return { tell: (word) => channel.postMessage(word), close: () => channel.close() };
}
