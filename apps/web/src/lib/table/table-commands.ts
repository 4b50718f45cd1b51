import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { mayTakeIn } from '#lib/agenda/may-take-in.ts';
import type { Command } from '#lib/keyboard/command.ts';
import { m } from '#lib/paraglide/messages.js';
import type { AtTable } from './at-table.svelte.ts';
import { placeOnAgenda } from './table-steps.ts';
import type { TableLive } from './table-live.svelte.ts';

/** What one can do everywhere at the table by key: ux.md, section 3.4. */
export function tableCommands(table: TableLive, atTable: AtTable): readonly Command[] {
  const group = m.table_keys_table();
  const meeting = table.meeting.id;
  const at = (keys: string, id: string, words: string, run: () => void): Command => ({
    id,
    words,
    group,
    keys,
    run,
  });
  return [
    at('f', 'follow-chair', m.table_follow(), () => {
      atTable.toggleFollowing();
    }),
    at(
      'g a',
      'go-agenda',
      m.table_go_opening(),
      () => void goto(resolve('/tafel/[meeting]/(table)', { meeting })),
    ),
    at(
      'g t',
      'go-triage',
      m.triage_heading(),
      () => void goto(resolve('/tafel/[meeting]/(table)/triage', { meeting })),
    ),
    at('g h', 'go-history', m.table_go_history(), () => void goto(resolve('/(app)/besluiten'))),
    ...(mayTakeIn(table.me) && table.meeting.state !== 'CLOSED'
      ? [
          at(
            'n',
            'report-new',
            m.table_key_new_case(),
            () => void goto(resolve('/tafel/[meeting]/(table)/agenda/melding', { meeting })),
          ),
        ]
      : []),
    at('g c', 'go-current', m.table_go_case(), () => void toCurrent(table)),
    at('p', 'projector', m.table_projector(), () => {
      open(`/tafel/${meeting}/scherm`, '_blank', 'noopener');
    }),
  ];
}

async function toCurrent({ meeting }: TableLive): Promise<void> {
  const item = meeting.items[placeOnAgenda(meeting)]?.id;
  if (item === undefined) return;
  await goto(resolve('/tafel/[meeting]/(table)/[item]', { meeting: meeting.id, item }));
}
