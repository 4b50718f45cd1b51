/** The names of the months, January first. Each list begins with the whole name in Dutch, then in English. */
export const monthNames: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb'],
  ['maart', 'march', 'mrt', 'mar'],
  ['april', 'april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['augustus', 'august', 'aug'],
  ['september', 'september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'november', 'nov'],
  ['december', 'december', 'dec'],
];

/** The names of the days of the week, Monday first, in the same order. */
export const weekdayNames: readonly (readonly string[])[] = [
  ['maandag', 'monday', 'ma', 'mon'],
  ['dinsdag', 'tuesday', 'di', 'tue', 'tues'],
  ['woensdag', 'wednesday', 'wo', 'wed'],
  ['donderdag', 'thursday', 'do', 'thu', 'thur', 'thurs'],
  ['vrijdag', 'friday', 'vr', 'vrij', 'fri'],
  ['zaterdag', 'saturday', 'za', 'sat'],
  ['zondag', 'sunday', 'zo', 'sun'],
];

/** The month of a name or a figure, from 1; undefined for what is neither. What is no month of a year stays: `13`. */
export function monthOf(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) ? Number(text) : placeIn(monthNames, text);
}

/** The day of the week of a name, Monday is 1; undefined for what is none. */
export function weekdayOf(text: string): number | undefined {
  return placeIn(weekdayNames, text);
}

function placeIn(names: readonly (readonly string[])[], text: string): number | undefined {
  const name = text.toLowerCase().replace(/\.$/, '');
  const place = names.findIndex((same) => same.includes(name));
  return place === -1 ? undefined : place + 1;
}
