import { readFileSync } from 'node:fs';
import { isBuiltin, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { z } from 'zod';

/** A package that running code imports and that an installation without development packages lacks. */
export interface LeftOut {
  readonly file: string;
  readonly name: string;
}

const lockFile = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })),
});

/** Which packages are only there to develop with; undefined for one that is not in the lock file at all. */
export function developmentPackages(root: string): (name: string) => boolean | undefined {
  const { packages } = lockFile.parse(
    JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')),
  );
  return (name) => {
    const found = packages[`node_modules/${name}`];
    return found && (found.dev ?? false);
  };
}

/** What a file imports that is a package, as Node sees it: types are gone by then. */
export function packagesIn(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  const code = path.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
  const { importedFiles } = ts.preProcessFile(code, true, true);
  const names = importedFiles.map(({ fileName }) => fileName).filter(isPackage);
  return [...new Set(names.map(packageOf))];
}

/** The packages of these files that are not there when the server runs. */
export function leftOut(root: string, files: readonly string[]): readonly LeftOut[] {
  const isForDevelopment = developmentPackages(root);
  return files.flatMap((file) =>
    packagesIn(join(root, file))
      .filter((name) => isForDevelopment(name) !== false)
      .map((name) => ({ file, name })),
  );
}

function isPackage(name: string): boolean {
  return !/^([./#$]|node:|data:)/.test(name) && !isBuiltin(name);
}

function packageOf(name: string): string {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}
