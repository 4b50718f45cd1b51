import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const wanted = /^(practice\.key|checkpoint\.key|destructions-.*)$/;

/** Brings what stands beside a database and is in no backup: the keys, and the list of what was destroyed. */
export async function bringBeside(from: string, to: string): Promise<void> {
  for (const folder of ['', 'checkpoints']) {
    await mkdir(join(to, folder), { recursive: true });
    const names = await readdir(join(from, folder)).catch((): string[] => []);
    for (const name of names.filter((one) => wanted.test(one)))
      await cp(join(from, folder, name), join(to, folder, name));
  }
}
