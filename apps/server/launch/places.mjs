import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the workspace, absolute, without a trailing separator. */
export const workspaceFolder = fileURLToPath(new URL('../../..', import.meta.url)).replace(
  /[\\/]$/,
  '',
);

/** The oldest Node that runs the TypeScript of the server as it stands. */
const serverNodeMajor = 24;

/**
 * The Node that runs the server: the one pinned in package.json, or the Node of this process where
 * that package does not exist (macOS, Windows) and this one is new enough.
 *
 * @param {string} root the workspace folder
 * @returns {string | undefined} the path of the executable, undefined when there is none
 */
export function pinnedNode(root) {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(pinned)) return pinned;
  const major = Number.parseInt(process.versions.node, 10);
  return major >= serverNodeMajor ? process.execPath : undefined;
}
