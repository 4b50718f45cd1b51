import { m } from '#lib/paraglide/messages.js';
import { shortAlias } from './short-alias.ts';
import type { Done, TableLive } from './table-live.svelte.ts';

type Sentence = (given: { name: string; item: string }) => string;

/** What was done, by the name of its event; what is not here is "changed something". */
const sentences: Readonly<Record<string, Sentence>> = {
  'open-meeting': m.table_done_open_meeting,
  'adjourn-meeting': m.table_done_adjourn_meeting,
  'resume-meeting': m.table_done_resume_meeting,
  'close-meeting': m.table_done_close_meeting,
  'take-chair': m.table_done_take_chair,
  'enter-meeting': m.table_done_enter_meeting,
  'leave-meeting': m.table_done_leave_meeting,
  'place-freed': m.table_done_leave_meeting,
  'bring-to-table': m.table_done_bring_to_table,
  'leave-item': m.table_done_leave_item,
  'close-item': m.table_done_close_item,
  propose: m.table_done_propose,
  respond: m.table_done_respond,
  rate: m.table_done_rate,
  reveal: m.table_done_reveal,
  'go-along': m.table_done_go_along,
  'agree-level': m.table_done_agree_level,
  'confirm-decision': m.table_done_confirm_decision,
  dissent: m.table_done_dissent,
  recuse: m.table_done_recuse,
  'come-back': m.table_done_come_back,
  'withdraw-invitation': m.table_done_withdraw_invitation,
  'accept-owner': m.table_done_accept_owner,
  'decline-owner': m.table_done_decline_owner,
  'hold-owner': m.table_done_hold_owner,
  'accept-action': m.table_done_accept_action,
  'decline-action': m.table_done_decline_action,
  'hold-action': m.table_done_hold_action,
};

/** What somebody did, in a sentence without anything of the case but its name. */
export function doneWords({ what, by, item }: Done, table: TableLive): string {
  const name = table.person(by)?.name ?? m.sheet_somebody();
  const sentence = sentences[what] ?? m.table_done_other;
  const alias = table.item(item)?.alias;
  return sentence({ name, item: alias === undefined ? m.table_a_case() : shortAlias(alias) });
}
