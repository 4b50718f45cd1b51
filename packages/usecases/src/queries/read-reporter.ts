import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import { askItem } from '../scene/item-scene.ts';
import type { Caller, World } from '../world.ts';
import { openItem } from './open-item.ts';

/** Who reported, and the addresses that are kept secret. For the roles of Veilig Thuis only. */
export async function readReporter(
  { item }: { readonly item: string },
  caller: Caller,
  world: World,
): Promise<Outcome<ApiAnswer<'reporterIdentity'>>> {
  const wish = { event: 'read-reporter', field: 'reporterIdentity' } as const;
  const opened = await openItem(item, wish, caller, world);
  if (opened.kind === 'REFUSED') return opened;
  const { scene, line } = opened.value;
  const mayAddress = askItem(scene, 'READ', 'confidentialAddress').kind === 'ALLOWED';
  const fields = ['reporterIdentity', ...(mayAddress ? ['confidentialAddress'] : [])];
  await world.ledger.record([{ ...line, fields }]);
  const reporter = scene.report && (await world.stores.reporterOf(scene.report.id));
  if (!reporter) return refuse({ kind: 'NOT_THERE' });
  const addresses = mayAddress ? await world.stores.addressesOf(scene.item.caseId) : [];
  const { name, contact } = reporter;
  return done({
    name,
    ...(contact === undefined ? {} : { contact }),
    addresses: addresses.map(({ involvedId: involved, address }) => ({ involved, address })),
  });
}
