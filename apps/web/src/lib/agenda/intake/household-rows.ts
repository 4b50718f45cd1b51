import {
  type HouseholdRole,
  householdRoles,
  type Mistake,
  readWrittenNumber,
} from '@overlegtafel/domain';
import type { ApiBody } from '@overlegtafel/protocol/api';
import { formChoice, formText } from '#lib/forms/form-text.ts';

type Household = NonNullable<ApiBody<'takeInReport'>['opens']>['household'];
type Person = Household[number];

const adultAge = 18;
const childRoles: readonly HouseholdRole[] = ['SON', 'DAUGHTER', 'UNBORN_CHILD'];

/** AG20: the people of the household that were filled in; a row without a role is not sent. */
export function householdIn(form: FormData): Household {
  const rows = Number(formText(form, 'rows'));
  return Array.from({ length: rows }, (_row, at) => personIn(form, at)).filter(
    (person) => person !== undefined,
  );
}

function personIn(form: FormData, at: number): Person | undefined {
  const role = formChoice(form, `role-${at}`, householdRoles);
  if (role === undefined) return undefined;
  const age = ageIn(form, at);
  const ageYears = age?.ok === true ? age.value : undefined;
  const whereabouts = formText(form, `whereabouts-${at}`);
  const address = formText(form, `address-${at}`);
  return {
    role,
    isChild: ageYears === undefined ? childRoles.includes(role) : ageYears < adultAge,
    ...(ageYears === undefined ? {} : { ageYears }),
    ...(whereabouts === '' ? {} : { whereabouts }),
    ...(address === '' ? {} : { confidentialAddress: address }),
  };
}

/** AG320: ages that are no number. Nobody is sent without the age that was written beside them. */
export function ageMistakes(form: FormData): readonly Mistake[] {
  const rows = Number(formText(form, 'rows'));
  return Array.from({ length: rows }, (_row, at) => ageIn(form, at)).flatMap((age) =>
    age === undefined || age.ok ? [] : age.mistakes,
  );
}

function ageIn(form: FormData, at: number) {
  const age = formText(form, `age-${at}`);
  return age.trim() === '' ? undefined : readWrittenNumber(age, `opens.household.${at}.ageYears`);
}
