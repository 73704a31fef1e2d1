import { BlockList } from 'node:net'

// IANA's registries of special addresses: what does not lead into the open internet.
const V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]
// Of IPv6 only 2000::/3 is the open internet; within it these embed or tunnel to other addresses, or are for books.
const V6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const special = new BlockList()
for (const [net, prefix] of V4) special.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of V6) special.addSubnet(net, prefix, 'ipv6')
const open = new BlockList()
open.addSubnet('2000::', 3, 'ipv6')

/** Whether an address belongs to the open internet: neither this machine, nor its network, nor a way around that. */
export function isPublicAddress(address: string, family: 4 | 6): boolean {
  if (family === 4) return !special.check(address, 'ipv4')
  return open.check(address, 'ipv6') && !special.check(address, 'ipv6')
}
