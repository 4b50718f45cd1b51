// edge: the list of a backup, which may be anything until its seal was checked
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DatabaseCopy } from '@overlegtafel/db';
import { canonicalJson } from '@overlegtafel/documents';

/** What is in a backup, and where the chains stood. Holds ids and hashes, and no words of anybody. */
export interface BackupManifest {
  readonly form: 1;
  /** When it was made, UTC. */
  readonly at: string;
  readonly copy: DatabaseCopy;
  readonly files: readonly BackupFile[];
  /** The last signed checkpoint that was there before the copy was made. */
  readonly checkpoint: { readonly at: string; readonly hash: string } | null;
}

export interface BackupFile {
  /** Within the folder of the backup, with slashes. */
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export const manifestName = 'manifest.json';

/** The text of a list, sealed with the key of the installation: who changes a file cannot change the list with it. */
export function sealManifest(manifest: BackupManifest, key: Buffer): string {
  return JSON.stringify({ manifest, seal: sealOf(manifest, key) }, null, 2) + '\n';
}

/** Reads the list of a backup; nothing when there is none, or another key sealed it. */
export function readManifest(folder: string, key: Buffer): BackupManifest | undefined {
  const path = join(folder, manifestName);
  if (!existsSync(path)) return undefined;
  try {
    const { manifest, seal } = JSON.parse(readFileSync(path, 'utf8')) as {
      readonly manifest: BackupManifest;
      readonly seal: string;
    };
    const [right, found] = [sealOf(manifest, key), seal].map((text) => Buffer.from(text));
    const isRight = right && found?.length === right.length && timingSafeEqual(right, found);
    return isRight ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** The files of a folder with their hashes, the list itself left out. */
export async function filesIn(folder: string): Promise<BackupFile[]> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== manifestName && statSync(join(folder, name)).isFile())
    .toSorted();
  const files: BackupFile[] = [];
  for (const name of names) {
    const { size: bytes } = statSync(join(folder, name));
    files.push({ name, bytes, sha256: await sha256Of(join(folder, name)) });
  }
  return files;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function sealOf(manifest: BackupManifest, key: Buffer): string {
  return createHmac('sha256', key)
    .update(canonicalJson(manifest) ?? '')
    .digest('hex');
}
