import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the project whose configuration is being proven. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Text by path inside the tree. */
export type Files = Readonly<Record<string, string>>;

export interface Tree {
  readonly root: string;
  readonly remove: () => void;
}

/** Writes a small workspace outside the working tree, so that no real source is ever touched. */
export function plantTree(files: Files): Tree {
  const root = mkdtempSync(join(tmpdir(), 'planted-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Makes a package of the tree importable by its name, as npm does for a workspace. */
export function linkPackage(root: string, name: string, folder: string): void {
  const link = join(root, 'node_modules', name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(root, folder), link, 'dir');
}

export interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a tool of this project with the tree as its working directory. */
export function runTool(
  tool: string,
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const file = tool === 'node' ? process.execPath : join(projectRoot, 'node_modules', '.bin', tool);
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...variables };
  return new Promise((resolve) => {
    execFile(file, args, { cwd, env, maxBuffer: 2 ** 26 }, (error, output, errors) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, output, errors });
    });
  });
}
