import type { Finding, ItemId } from '@overlegtafel/domain';
import type * as Y from 'yjs';
import { strayRoots } from '../shape/stray-roots.ts';
import { readText } from '../shape/text.ts';
import { readAgendaOrder } from './agenda-order.ts';

/** Everything that people wrote together about the meeting as a whole. */
export interface MeetingReading {
  readonly remarks: string;
  readonly items: readonly ItemId[];
  readonly findings: readonly Finding[];
}

/** Reads a meeting document, whatever is in it. `agenda` is the items as they were put on the agenda. */
export function readMeetingDocument(doc: Y.Doc, agenda: readonly ItemId[]): MeetingReading {
  const remarks = readText(doc, 'remarks');
  const order = readAgendaOrder(doc, agenda);
  return {
    remarks: remarks.text,
    items: order.items,
    findings: [...strayRoots(doc, 'meeting'), ...remarks.findings, ...order.findings],
  };
}
