/** Real proxies, started with the settings that the guide for operators gives. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { portToKeep } from '../faults/server-under-test.ts';

const guide = fileURLToPath(new URL('../../docs/guides/operations.md', import.meta.url));
const startPatienceMs = 20_000;
const lookEveryMs = 50;

/** Where a proxy listens and to which servers it goes, as `host:port`. */
interface Places {
  readonly port: number;
  readonly servers: readonly string[];
  readonly folder: string;
  readonly program: string;
}

/** A kind of proxy: how its settings in the guide become a file that can be run here. */
export interface ProxyKind {
  readonly name: 'nginx' | 'haproxy' | 'apache';
  /** Where it was found; undefined when it is not on this machine. */
  readonly program: string | undefined;
  readonly settings: (documented: string, places: Places) => string;
  readonly args: (file: string) => readonly string[];
}

/** A proxy that runs. */
export interface RealProxy {
  readonly port: number;
  stop(): Promise<void>;
}

function found(variable: string, ...usual: readonly string[]): string | undefined {
  return [process.env[variable] ?? '', ...usual].find((path) => path !== '' && existsSync(path));
}

/** The settings without TLS, and with the second server where there is one. */
function without(documented: string, lines: RegExp): string {
  return documented
    .split('\n')
    .filter((line) => !lines.test(line))
    .join('\n');
}

function withServers(documented: string, { servers }: Places): string {
  const [first = '', second] = servers;
  const settings = documented.replace('127.0.0.1:3000', first);
  return second === undefined
    ? settings
    : settings.replace(/# (.*)10\.0\.0\.12:3000/, (_line, before: string) => before + second);
}

function nginxSettings(documented: string, places: Places): string {
  const { port, folder } = places;
  const server = without(documented, /^\s*ssl_/).replace('listen 443 ssl', `listen ${port}`);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join('\n');
  const isRoot = process.getuid?.() === 0;
  return [
    isRoot ? 'user root;' : '',
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr;`,
    `events {}\nhttp {\naccess_log off;\n${paths}\n${withServers(server, places)}\n}\n`,
  ].join('\n');
}

function haproxySettings(documented: string, places: Places): string {
  const bound = documented.replace(
    /bind :443.*/,
    `bind 127.0.0.1:${places.port},127.0.0.2:${places.port}`,
  );
  return withServers(bound, places);
}

const apacheModules =
  'mpm_event authz_core headers proxy proxy_http proxy_balancer lbmethod_byrequests slotmem_shm unixd';

function apacheSettings(documented: string, places: Places): string {
  const { port, folder, program } = places;
  const modules = join(dirname(program), '../lib/apache2/modules');
  const loaded = apacheModules
    .split(' ')
    .filter((name) => existsSync(join(modules, `mod_${name}.so`)))
    .map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`);
  const site = without(documented, /^\s*SSL/).replace('*:443', `*:${port}`);
  // Apache serves as nobody in particular, never as root.
  const user = process.getuid?.() === 0 ? ['User www-data\nGroup www-data'] : [];
  return [
    ...loaded,
    ...user,
    `ServerRoot ${folder}\nServerName localhost\nListen ${port}\nPidFile ${folder}/pid`,
    `DefaultRuntimeDir ${folder}\nErrorLog ${folder}/error.log\n`,
    withServers(site, places),
  ].join('\n');
}

export const proxyKinds: readonly ProxyKind[] = [
  {
    name: 'nginx',
    program: found('NGINX', '/usr/sbin/nginx'),
    settings: nginxSettings,
    args: (file) => ['-p', dirname(file), '-c', file],
  },
  {
    name: 'haproxy',
    program: found('HAPROXY', '/usr/sbin/haproxy'),
    settings: haproxySettings,
    args: (file) => ['-db', '-f', file],
  },
  {
    name: 'apache',
    program: found('APACHE', '/usr/sbin/apache2', '/usr/sbin/httpd'),
    settings: apacheSettings,
    args: (file) => ['-D', 'FOREGROUND', '-f', file],
  },
];

/** The settings for a proxy as they stand in the guide. */
export function documentedSettings(name: ProxyKind['name']): string {
  const block = new RegExp('```' + name + '\\n([^`]+)```').exec(readFileSync(guide, 'utf8'))?.[1];
  if (block === undefined) throw new Error(`the guide has no settings for ${name}`);
  return block;
}

/** Starts a proxy in front of servers. */
export async function startRealProxy(
  { name, program, settings, args }: ProxyKind,
  servers: readonly string[],
): Promise<RealProxy> {
  if (program === undefined) throw new Error(`${name} is not on this machine`);
  const folder = mkdtempSync(join(tmpdir(), `overlegtafel-${name}-`));
  const port = await portToKeep();
  const file = join(folder, 'settings.conf');
  writeFileSync(file, settings(documentedSettings(name), { port, servers, folder, program }));
  const child = spawn(program, args(file), { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const stop = () => stopped(child, folder);
  if (await isReached(port, child)) return { port, stop };
  await stop();
  throw new Error(`${name} did not start:\n${said.join('')}`);
}

async function isReached(port: number, child: ChildProcess): Promise<boolean> {
  const until = Date.now() + startPatienceMs;
  while (Date.now() < until && child.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => {
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    socket.destroy();
    if (isOpen) return true;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return false;
}

async function stopped(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
