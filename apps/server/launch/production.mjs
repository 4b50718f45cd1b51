import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Hindrance } from './hindrance.mjs';
import {
  developmentIsLeftOut,
  missingOf,
  presentPackages,
  wantedPackages,
} from './locked-packages.mjs';
import { pinnedNode, workspaceFolder } from './places.mjs';

const howToMakeOne =
  'Maak de installatie op een computer die het npm-register kan bereiken: npm ci, dan npm run build, dan npm prune --omit=dev.';

/**
 * Whether this is an installation to run on, which a start takes as it is: it installs nothing, builds nothing and
 * writes nothing there. So it is when the settings say production, and when the packages to develop with were left
 * out.
 *
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {boolean}
 */
export function isProduction({ root = workspaceFolder, env = process.env } = {}) {
  return (
    env['OVERLEGTAFEL_MODE'] === 'production' ||
    env['NODE_ENV'] === 'production' ||
    developmentIsLeftOut(root)
  );
}

/**
 * Looks whether everything is there that a running server needs, and changes nothing.
 *
 * @param {{ root?: string }} [options]
 * @throws {Hindrance} that says what is missing
 */
export function refuseWhatIsMissing({ root = workspaceFolder } = {}) {
  const present = presentPackages(root);
  const needed = Object.entries(wantedPackages(root)).filter(([, { dev }]) => dev !== true);
  const missing = present === undefined ? [] : missingOf(needed, present, root);
  const [first] = missing;
  if (present === undefined)
    throw new Hindrance(
      `De onderdelen van Overlegtafel zijn hier niet geïnstalleerd, en in productie installeert een start niets. ${howToMakeOne}`,
    );
  if (first !== undefined)
    throw new Hindrance(
      `Van de onderdelen van Overlegtafel ontbreken er hier ${missing.length}, of ze zijn van een andere versie (het eerste: ${first.replace(/^.*node_modules\//, '')}), en in productie installeert een start niets. ${howToMakeOne}`,
    );
  if (pinnedNode(root) === undefined)
    throw new Hindrance(
      `De Node die bij Overlegtafel hoort, ontbreekt hier, en in productie installeert een start niets. ${howToMakeOne}`,
    );
  if (!existsSync(join(root, 'apps', 'web', 'build', 'handler.js')))
    throw new Hindrance(
      `De pagina’s van Overlegtafel zijn hier niet gebouwd, en in productie bouwt een start niets. ${howToMakeOne}`,
    );
}
