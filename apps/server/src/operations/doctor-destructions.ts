import {
  type ChainVerdict,
  conditionAfter,
  endsInHalfLine,
  type KeyedDatabase,
  namesDestructions,
  openToVerify,
  verifyDestructions,
} from '@overlegtafel/db';
import { conditionWords } from '../lifecycle/condition-words.ts';
import { withoutDestructions } from '../lifecycle/destruction-words.ts';
import type { Places } from '../lifecycle/places.ts';
import { attention, type Finding, good, wrong } from './doctor-checks.ts';
import { publicKeyIn } from './examine.ts';

/** OP301: the list of what was destroyed, with which a backup that is put back does not bring it back. */
export async function checkDestructions(database: KeyedDatabase, places: Places): Promise<Finding> {
  const { checkpointFolder: folder, checkpointKeyFile } = places;
  const opened = openToVerify(database);
  try {
    const key = publicKeyIn(checkpointKeyFile);
    const verdicts = await verifyDestructions(opened.storage, { folder, key });
    const broken = verdicts.find((one) => one.kind === 'BROKEN');
    if (broken) return wrong(brokenWords(broken, folder));
    if (!namesDestructions(folder, await opened.identity()))
      return attention(
        `In ${folder} staat nog geen lijst van wat er vernietigd is. De volgende start begint die.`,
      );
    return endsInHalfLine(folder)
      ? attention(
          `De lijst van wat er vernietigd is eindigt in ${folder} met een halve regel. De server is dan midden in het schrijven gestopt; wat die regel noemde, is niet vernietigd.`,
        )
      : good(`De lijst van wat er vernietigd is klopt (${linesOf(verdicts)} regels)`);
  } catch (error) {
    return wrong(conditionWords(conditionAfter(error), places));
  } finally {
    await opened.close();
  }
}

function linesOf(verdicts: readonly ChainVerdict[]): number {
  return verdicts.reduce((sum, one) => sum + (one.kind === 'SOUND' ? one.lines : 0), 0);
}

function brokenWords(
  { damage, name, line }: Extract<ChainVerdict, { readonly kind: 'BROKEN' }>,
  folder: string,
): string {
  if (damage === 'MISSING') return withoutDestructions(folder).replaceAll('\n', ' ');
  if (damage === 'BACK_AGAIN')
    return `Regel ${line} van ${name} noemt iets dat vernietigd is, en dat staat weer in de database. Start de server opnieuw: die vernietigt het dan weer.`;
  return `Regel ${line} van ${name} is niet wat de server schreef. Zet in ${folder} de lijst van wat er vernietigd is terug zoals die was, en voer dan npm run verify uit.`;
}
