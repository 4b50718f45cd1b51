import { defaultTableSettings, type Instant, readId, type TableId } from '@overlegtafel/domain';
import type { Change } from '@overlegtafel/usecases';
import {
  type PracticePerson,
  practiceOrganisations,
  practicePeople,
  practiceMunicipalities,
} from '../people.ts';

/** The table at which everybody can practise. */
export const practiceTable: TableId = tableId('oefentafel');

const correctionDays = 30;

/** Everybody of the practice table, with their organisations and the table. */
export function peopleRows(since: Instant): readonly Change[] {
  return [
    ...practiceOrganisations.map((row): Change => ({ put: 'organisation', row })),
    ...practicePeople.flatMap((one) => personRows(one, since)),
    tableRow(),
  ];
}

function personRows(one: PracticePerson, from: Instant): readonly Change[] {
  const { person, name, organisation, role, discipline } = one;
  const initials = name.split(' ').at(-1) ?? name;
  const codes = one.municipalities.length === 0 ? [undefined] : one.municipalities;
  return [
    { put: 'person', row: { id: person, name, initials, organisation } },
    ...codes.map((municipality, n): Change => ({
      put: 'membership',
      row: {
        id: n === 0 ? person : `${person}-${n + 1}`,
        person,
        role,
        organisation,
        table: practiceTable,
        from,
        ...(municipality === undefined ? {} : { municipality }),
        ...(discipline === undefined ? {} : { discipline }),
      },
    })),
  ];
}

function tableRow(): Change {
  const [veiligThuis] = practiceOrganisations;
  if (!veiligThuis) throw new Error('the practice table has no organisations');
  return {
    put: 'table',
    row: {
      id: practiceTable,
      name: 'Heuvelland-Oost (oefentafel)',
      settings: { ...defaultTableSettings, visitsPerWeek: 5, correctionDays },
      municipalities: practiceMunicipalities,
      veiligThuis: veiligThuis.id,
    },
  };
}

function tableId(text: string): TableId {
  const read = readId('TableId', text, 'table');
  if (!read.ok) throw new Error(`'${text}' is no table's id`);
  return read.value;
}
