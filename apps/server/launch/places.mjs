import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hindrance } from './hindrance.mjs';

/** The top folder of the workspace, absolute, without a trailing separator. */
export const workspaceFolder = fileURLToPath(new URL('../../..', import.meta.url)).replace(
  /[\\/]$/,
  '',
);

/** The oldest Node that runs the TypeScript of the server as it stands. */
const serverNodeMajor = 24;

/** Whether package.json pins a Node for this machine: it does for Linux on two processors. */
const nodeIsPinned = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);

/**
 * The Node that runs the server: the one pinned in package.json, or the Node of this process on
 * machines for which none is pinned (macOS, Windows).
 *
 * @param {string} root the workspace folder
 * @returns {string | undefined} the path of the executable, undefined when it is not installed
 * @throws {Hindrance} when none is pinned for this machine and the Node of this process is too old
 */
export function pinnedNode(root) {
  if (nodeIsPinned) {
    const pinned = join(root, 'node_modules', '.bin', 'node');
    return existsSync(pinned) ? pinned : undefined;
  }
  if (Number.parseInt(process.versions.node, 10) >= serverNodeMajor) return process.execPath;
  throw new Hindrance(
    `Overlegtafel heeft op deze computer Node ${serverNodeMajor} of nieuwer nodig, en dit is Node ${process.versions.node}. Installeer een nieuwe Node van https://nodejs.org en probeer het opnieuw.`,
  );
}
