import { expect, test } from "vitest";
import { peerAddress } from "@/lib/adapters/peer-address";

test.each([
  ["a stranger is counted by where the connection comes from", "203.0.113.9", undefined, "203.0.113.9"],
  ["a stranger cannot name another address", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a proxy on this machine is believed", "127.0.0.1", "198.51.100.1", "198.51.100.1"],
  ["what the client wrote before the proxy is not", "::ffff:10.0.0.2", "1.1.1.1, 198.51.100.1", "198.51.100.1"],
  ["words that are no address are not believed", "127.0.0.1", "me", "127.0.0.1"],
  ["both spellings of an IPv4 address are one", "::ffff:203.0.113.9", undefined, "203.0.113.9"],
  ["a customer's /64 is one", "2001:db8:0:12:aa::1", undefined, "2001:db8:0:12::/64"],
  ["however it is spelled", "2001:0DB8::12:0:0:0:7", undefined, "2001:db8:0:12::/64"],
  ["another /64 is another", "2001:db8::13:0:0:0:7", undefined, "2001:db8:0:13::/64"],
  ["a socket that is gone already", undefined, undefined, "unknown"],
])("%s", (_, remote, forwardedFor, expected) => {
  expect(peerAddress(remote, forwardedFor)).toBe(expected);
});
