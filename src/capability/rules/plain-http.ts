import { BlockList, isIP } from 'node:net';
import type { Consume } from '../model.ts';
import { reportFindings } from './findings.ts';
import type { Rule } from './rule.ts';

/** Over http:// everybody on the way reads the credentials; only a way that stays in the house is another matter. */
export const plainHttp: Rule = ({ consumes }, report) => {
  const open = consumes.filter((consume) => consume.authentication && leavesTheHouse(consume));
  reportFindings(
    report,
    'plain-http',
    open.map(({ namespace, baseUri, place }) => ({ what: `${namespace} (${baseUri})`, place })),
    (names) => ({
      message: `Credentials are sent over http://, readable for everybody on the way: ${names}.`,
      fix: 'Write `https://` in `baseUri`, or give another address with --base-uri NAMESPACE=https://….',
    }),
  );
};

/** Private, loopback and link-local addresses (RFC 1918, 4193, 6890). */
const inside = new BlockList();
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inside.addSubnet(network, prefix, 'ipv4');
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');
inside.addSubnet('fe80::', 10, 'ipv6');

/** Names that only a local network resolves (RFC 6761, 6762, 8375; `.internal` as ICANN reserved it; `.svc` in Kubernetes). */
const localName = /(?:^|\.)(?:localhost|local|internal|test|home\.arpa|svc)$/;

function leavesTheHouse({ baseUri }: Consume): boolean {
  // What a placeholder of the host stands for is not known.
  if (!/^http:\/\//i.test(baseUri) || !URL.canParse(baseUri) || /^http:\/\/[^/]*\{/i.test(baseUri)) return false;
  const host = new URL(baseUri).hostname.replaceAll(/^\[|\]$/g, '');
  const version = isIP(host);
  if (version !== 0) return !inside.check(host, version === 4 ? 'ipv4' : 'ipv6');
  return host.includes('.') && !localName.test(host);
}
