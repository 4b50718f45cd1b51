import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupProblem } from '../startup-problem.ts';

/** Only the user that runs the server may look into the folder. */
const ownerOnly = 0o700;

/**
 * Makes the data folder when it is not there, and proves by writing that the server can keep
 * something in it: permissions say nothing about a full or read-only disk.
 *
 * @throws {StartupProblem} when it cannot be made or written
 */
export async function prepareDataFolder(folder: string): Promise<void> {
  const probe = join(folder, `.schrijfproef-${randomBytes(8).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true, mode: ownerOnly });
    await writeFile(probe, 'Dit bestand mag weg.\n', { flush: true });
    await rm(probe);
  } catch (error) {
    throw new StartupProblem(
      `De server kan niet schrijven in de map ${folder} (${reason(error)}). Maak de map schrijfbaar, of kies een andere map met de instelling DATA_DIR.`,
      { cause: error },
    );
  }
}

/** Why the file system refused, in words; its own code where there are no words for it. */
function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'onbekende fout';
  const words: Record<string, string> = {
    EACCES: 'geen rechten',
    EPERM: 'geen rechten',
    ENOTDIR: 'een deel van de naam is een bestand',
    EEXIST: 'er staat al een bestand met die naam',
    EROFS: 'de schijf is alleen te lezen',
    ENOSPC: 'de schijf is vol',
    ENOENT: 'de map is niet te maken',
  };
  return words[code] ?? code;
}
