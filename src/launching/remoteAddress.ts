import * as v from 'valibot';

const host = v.optional(v.fallback(v.optional(v.string()), undefined));
const attachConfiguration = v.object({
  request: v.literal('attach'),
  address: host,
  host,
  hostName: host,
  connect: v.optional(v.fallback(v.optional(v.object({ host })), undefined)),
});

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|)$/i;

/**
 * The other machine to which a debug configuration attaches; undefined for this one and for a launch. The names are
 * those of js-debug, delve, Java and debugpy.
 */
export function remoteAddress(configuration: unknown): string | undefined {
  const parsed = v.safeParse(attachConfiguration, configuration);
  if (!parsed.success) return undefined;
  const { address, host: named, hostName, connect } = parsed.output;
  return [address, named, hostName, connect?.host].find((given) => given !== undefined && !LOOPBACK.test(given));
}
