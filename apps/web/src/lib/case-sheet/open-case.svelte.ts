import { seenOf } from '@overlegtafel/documents';
import type { Seen } from '@overlegtafel/domain';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Author, AuthorOf } from './authors.ts';
import { CaseDocument } from './case-document.svelte.ts';
import { CasePresence } from './presence/case-presence.svelte.ts';

export interface OpenCaseParts {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly me: Author & { readonly id: string };
  readonly mayWrite: () => boolean;
  /** What the server tells about client ids. Who is in the room now is known without it. */
  readonly authorOf?: AuthorOf | undefined;
}

/** A case as one screen has it open: what people write together, and who else is there. */
export class OpenCase {
  readonly sheet: CaseDocument;
  readonly presence: CasePresence;

  constructor({ doc, awareness, me, mayWrite, authorOf }: OpenCaseParts) {
    const presence = new CasePresence(awareness, me);
    this.presence = presence;
    this.sheet = new CaseDocument({
      doc,
      mayWrite,
      authorOf: (clientId) => authorOf?.(clientId) ?? presence.authors.get(clientId),
    });
  }

  /** What this screen shows as the owner of the case: named in a yes or a no. */
  get ownerSeen(): Seen {
    return seenOf({ of: 'CASE_OWNER', owner: this.sheet.reading.registers.owner });
  }

  get decisionSeen(): Seen {
    const { registers, decisionWords } = this.sheet.reading;
    return seenOf({
      of: 'DECISION',
      decisionKind: registers.decisionKind,
      words: decisionWords,
    });
  }

  close(): void {
    this.presence.destroy();
    this.sheet.destroy();
  }
}
