import type { ItemCall } from './do-to-item.ts';
import { acceptAction } from './accept-action.ts';
import { acceptActionOnBehalf } from './accept-action-on-behalf.ts';
import { acceptOwner } from './accept-owner.ts';
import { acceptOwnerOnBehalf } from './accept-owner-on-behalf.ts';
import { actionDone } from './action-done.ts';
import { actionNotDone } from './action-not-done.ts';
import { agreeLevel } from './agree-level.ts';
import { agreeMoreTime } from './agree-more-time.ts';
import { answerHandover } from './answer-handover.ts';
import { askMoreTime } from './ask-more-time.ts';
import { breakGlass } from './break-glass.ts';
import { bringToTable } from './bring-to-table.ts';
import { closeItem } from './close-item.ts';
import { confirmDecision } from './confirm-decision.ts';
import { declineAction } from './decline-action.ts';
import { declineOwner } from './decline-owner.ts';
import { dissent } from './dissent.ts';
import { goAlong } from './go-along.ts';
import { holdAction } from './hold-action.ts';
import { holdOwner } from './hold-owner.ts';
import { endBreakGlass } from './end-break-glass.ts';
import { invite } from './invite.ts';
import { leaveItem } from './leave-item.ts';
import { nothingForChild } from './nothing-for-child.ts';
import { postponeAction } from './postpone-action.ts';
import { propose } from './propose.ts';
import { rate } from './rate.ts';
import { recuse } from './recuse.ts';
import { respond } from './respond.ts';
import { reveal } from './reveal.ts';
import { setMinutes } from './set-minutes.ts';
import { settleDissent } from './settle-dissent.ts';
import { stopAction } from './stop-action.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

/** Every command about one item, by the name of its call. */
export const itemCalls = {
  bringToTable,
  leaveItem,
  closeItem,
  setMinutes,
  propose,
  respond,
  rate,
  reveal,
  goAlong,
  agreeLevel,
  confirmDecision,
  dissent,
  settleDissent,
  recuse,
  invite,
  withdrawInvitation,
  nothingForChild,
  acceptOwner,
  declineOwner,
  acceptOwnerOnBehalf,
  holdOwner,
  acceptAction,
  declineAction,
  acceptActionOnBehalf,
  holdAction,
  actionDone,
  actionNotDone,
  askMoreTime,
  agreeMoreTime,
  postponeAction,
  stopAction,
  answerHandover,
  breakGlass,
  endBreakGlass,
} as const satisfies Record<string, ItemCall>;

export type ItemCallName = keyof typeof itemCalls;
