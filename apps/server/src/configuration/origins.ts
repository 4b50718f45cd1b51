import type { Configuration } from './configuration.ts';

/**
 * The origins that browsers may come from, the first one being the address that people are told.
 * Without `ORIGIN`, in practice, that is this machine itself under both of its names.
 *
 * @param port the port the server really listens on
 */
export function allowedOrigins(
  configuration: Pick<Configuration, 'origin'>,
  port: number,
): readonly [string, ...string[]] {
  if (configuration.origin !== undefined) return [configuration.origin];
  return [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
}

/**
 * The address at which this process reaches its own API.
 *
 * @param host the address the server listens on; "all addresses" means: ask on the loopback one
 */
export function loopbackAddress(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return host.includes(':') ? `http://[${host}]:${port}` : `http://${host}:${port}`;
}
