import net from "node:net";

/** The networks whose word about where a request comes from is believed: the proxies in front. */
export function trustedNetworks(text: string): net.BlockList | null {
  const list = new net.BlockList();
  for (const part of text.split(/[\s,]+/).filter(Boolean)) {
    const [address = "", bits] = part.split("/");
    const family = net.isIP(address);
    if (!family) return null;
    const size = family === 6 ? 128 : 32;
    const prefix = bits === undefined ? size : Number(bits);
    if (!Number.isInteger(prefix) || prefix < 0 || prefix > size) return null;
    list.addSubnet(address, prefix, family === 6 ? "ipv6" : "ipv4");
  }
  return list;
}

const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d)/, "").replace(/^\[|\](:\d+)?$/g, "");

export const within = (list: net.BlockList, address: string): boolean => {
  const family = net.isIP(address);
  return family !== 0 && list.check(address, family === 6 ? "ipv6" : "ipv4");
};

/** Where a request comes from: the nearest address that is not one of our own proxies. */
export function clientAddress(peer: string, forwarded: string | undefined, trusted: net.BlockList): string {
  let address = plain(peer);
  for (const before of (forwarded ?? "").split(",").map(plain).reverse()) {
    if (!within(trusted, address) || !net.isIP(before)) break;
    address = before;
  }
  return address;
}

/** Whether an address, or the name that every machine has for itself, is this machine. */
export const isLoopback = (address: string): boolean => address === "localhost" || plain(address) === "::1" || plain(address).startsWith("127.");
