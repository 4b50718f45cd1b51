/** The thread in which a large file of reports is opened and read. Started by `apart-file.ts`. */
// edge: messages between threads
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { instant } from '@overlegtafel/domain';
import { type ReadLine, readParts } from '@overlegtafel/usecases/report-file';
import { randomId } from '../random-id.ts';
import { openBody } from './sent-body.ts';
import type { FromFileThread, ToFileThread } from './thread-words.ts';

const port = parentPort;
if (!port) throw new Error('file-thread.ts is started as a thread');
const tell = (message: FromFileThread) => port.postMessage(message);

const chunks: Uint8Array[] = [];
let content = '';
let parts: Iterator<readonly ReadLine[]> | undefined;

port.on('message', (message: ToFileThread) => {
  switch (message.kind) {
    case 'BYTES':
      chunks.push(message.bytes);
      break;
    case 'OPEN':
      tell(opened());
      break;
    case 'BEGIN': {
      const around = { newId: randomId, now: () => instant(message.now) };
      parts = readParts({ format: message.format, content }, around);
      break;
    }
    case 'NEXT': {
      const next = parts?.next();
      tell(next && !next.done ? { kind: 'PART', lines: next.value } : { kind: 'END' });
    }
  }
});

function opened(): FromFileThread {
  const bytes = Buffer.concat(chunks.splice(0));
  const sent = openBody(bytes);
  if (sent.kind !== 'READ') return sent;
  if (sent.content === undefined) return { kind: 'OPENED', body: sent.rest, digest: undefined };
  content = sent.content;
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { kind: 'OPENED', body: sent.rest, digest };
}
