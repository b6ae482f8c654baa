import { BlockList, isIP } from "node:net";

/** The header in which the web process writes who is at the other end of the connection; what a client sends in it is overwritten. */
export const PEER_HEADER = "x-assay-peer";

/** Where a proxy of our own may stand: this machine and private networks. Only there is `x-forwarded-for` believed. */
const NEAR = new BlockList();
NEAR.addSubnet("127.0.0.0", 8);
NEAR.addSubnet("10.0.0.0", 8);
NEAR.addSubnet("172.16.0.0", 12);
NEAR.addSubnet("192.168.0.0", 16);
NEAR.addAddress("::1", "ipv6");
NEAR.addSubnet("fc00::", 7, "ipv6");

/** An IPv6 customer has a whole /64: the first four groups say who it is. */
const GROUPS = 4;

/**
 * Whom to count a request to when nobody is signed in: the address of the network that the connection comes from (of IPv6 its
 * /64), or, where that is a proxy nearby, the last one that `forwardedFor` names, which is the one the proxy itself saw.
 */
export function peerAddress(remote: string | undefined, forwardedFor: string | undefined): string {
  const peer = plain(remote ?? "");
  const told = plain(forwardedFor?.split(",").at(-1)?.trim() ?? "");
  return subscriber(isNear(peer) && isIP(told) !== 0 ? told : peer);
}

/** `::ffff:192.0.2.1`, as sockets that take both families say it, is 192.0.2.1. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");

function isNear(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && NEAR.check(address, family === 4 ? "ipv4" : "ipv6");
}

function subscriber(address: string): string {
  if (isIP(address) !== 6) return address || "unknown";
  const [head = "", tail] = address.toLowerCase().split("::");
  const front = head ? head.split(":") : [];
  const back = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array.from({ length: Math.max(0, zeros) }, () => "0"), ...back];
  return `${groups
    .slice(0, GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
