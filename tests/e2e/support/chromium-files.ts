import chromium, { inflate } from '@sparticuz/chromium';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../../node_modules/.cache/', import.meta.url));
const packed = fileURLToPath(new URL('../bin/', import.meta.resolve('@sparticuz/chromium')));

/** The Chromium of the npm package, unpacked, and what it needs to run on a bare machine. */
export interface ChromiumFiles {
  readonly executable: string;
  /** Variables for its environment: where its libraries are, when this machine lacks them. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Unpacks Chromium on first use, under node_modules/.cache. Half an unpacking, of a run that was
 * interrupted or of another one going on, is never taken for the whole.
 */
export async function chromiumFiles(): Promise<ChromiumFiles> {
  const folder = join(cache, 'chromium');
  if (!existsSync(folder)) await unpackInto(folder);
  const executable = join(folder, 'chromium');
  return { executable, environment: await environmentFor(folder, executable) };
}

async function unpackInto(folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const half = await mkdtemp(join(cache, 'chromium-half-'));
  const usual = process.env['TMPDIR'];
  // The package unpacks into the folder for temporary files, wherever that is at the moment.
  process.env['TMPDIR'] = half;
  try {
    await chromium.executablePath();
    await inflate(join(packed, 'al2023.tar.br'));
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  }
  try {
    await rename(half, folder);
  } catch (error) {
    await rm(half, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Its own libraries and fonts only where the machine has none: they fit the machine less well. */
async function environmentFor(folder: string, executable: string): Promise<Record<string, string>> {
  const fonts: Record<string, string> = existsSync('/etc/fonts')
    ? {}
    : { FONTCONFIG_PATH: join(folder, 'fonts') };
  try {
    await run(executable, ['--version']);
    return fonts;
  } catch {
    return { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  }
}
