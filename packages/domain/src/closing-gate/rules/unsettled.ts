import type { Register } from '../../model/register.ts';
import {
  actionFields,
  type Blocker,
  conditionFields,
  type DisputedField,
  itemFields,
} from '../blocker.ts';
import type { GateItem } from '../reading/read-item.ts';
import { isWithdrawn } from './live.ts';

/** A register with the field it is, the card it is on, and its place. */
interface Placed {
  readonly register: Register<unknown>;
  readonly field: DisputedField;
  readonly card?: string;
  readonly path: string;
}

/** CG61: every field that holds two choices, by name. */
export function conflictBlockers(item: GateItem): readonly Blocker[] {
  return registersOf(item).flatMap(({ register, field, card, path }) => {
    if (register.kind !== 'CONFLICT') return [];
    const blocker = {
      kind: 'FIELD_IN_CONFLICT',
      item: item.id,
      field,
      choices: register.values.length,
      jumpTo: path,
    } as const;
    return [card === undefined ? blocker : { ...blocker, card }];
  });
}

/** CG62: every place that could not be read, once, whether the register or the document says so. */
export function unreadableBlockers(item: GateItem): readonly Blocker[] {
  const malformed = registersOf(item)
    .filter(({ register }) => register.kind === 'MALFORMED')
    .map(({ path }) => path);
  return [...new Set([...malformed, ...item.findings])].map((path) => ({
    kind: 'UNREADABLE',
    item: item.id,
    path,
    jumpTo: path,
  }));
}

/** CG7: what the gate has no words for. */
export function doubtBlockers({ id, doubts }: GateItem): readonly Blocker[] {
  return doubts.map((path) => ({ kind: 'NOT_UNDERSTOOD', item: id, path, jumpTo: path }));
}

function registersOf(item: GateItem): readonly Placed[] {
  return [
    ...itemFields.map((name) => ({
      register: item[name],
      field: { of: 'ITEM', name } as const,
      path: name,
    })),
    ...item.actions.filter(isAsking).flatMap((action) =>
      actionFields.map((name) => ({
        register: action[name],
        field: { of: 'ACTION', name } as const,
        card: action.id,
        path: `actions.${action.id}.${name}`,
      })),
    ),
    ...item.conditions.filter(isAsking).flatMap((condition) =>
      conditionFields.map((name) => ({
        register: condition[name],
        field: { of: 'CONDITION', name } as const,
        card: condition.id,
        path: `conditions.${condition.id}.${name}`,
      })),
    ),
  ];
}

function isAsking(card: { readonly withdrawn: Register<boolean> }): boolean {
  return !isWithdrawn(card);
}
