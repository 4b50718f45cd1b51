import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAction, schemaVersion, writeItemRegister } from '@overlegtafel/documents';
import { readId } from '@overlegtafel/domain';
import { serverMessage, step1Message, step2Message } from '@overlegtafel/protocol';
import { WebSocketServer } from 'ws';
import * as Y from 'yjs';
import type { Random } from '../../seeded-random.ts';
import { OwnClient } from '../own-client.ts';
import { Recorder } from '../recorder.ts';
import { StockClient } from '../stock-client.ts';
import type { Guest, TypingClient } from '../typing-client.ts';

const letters = 30;
const enough = 60;
const helloType = 103;
const welcome = serverMessage({ kind: 'welcome', epoch: 1, schemaVersion, isSaving: true });

/** The frames of a person who works, as our client and as a stock client send them. */
export async function recordFrames(
  guest: Guest,
  random: Random,
  words: string,
): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = [];
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.on('message', (bytes: Buffer) => {
      frames.push(Uint8Array.from(bytes));
      if (bytes[0] === helloType) socket.send(welcome);
    });
    // Not before the welcome: our client joins what it writes before it is welcome.
    socket.once('message', () => {
      socket.send(step1Message(Uint8Array.of(0)));
      socket.send(step2Message(Uint8Array.of(0, 0)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const documentsUrl = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/documents`;
  const shared = { documentsUrl, room: 'item:recorded', guest, recorder: new Recorder(), random };
  const clients = [
    new OwnClient({ ...shared, name: 'recorded own' }),
    new StockClient({ ...shared, name: 'recorded stock' }),
  ];
  const isRecorded = new Promise<void>((resolve) => {
    sockets.on('connection', (socket) => {
      socket.on('message', () => {
        if (frames.length >= enough) resolve();
      });
    });
  });
  await Promise.all(clients.map((client) => synced(client)));
  for (const client of clients) {
    client.write(words);
    work(client);
  }
  await isRecorded;
  for (const client of clients) client.vanish();
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  server.close();
  return frames;
}

function synced(client: TypingClient): Promise<void> {
  return new Promise((resolve) => {
    const look = setInterval(() => {
      if (!client.isSynced) return;
      clearInterval(look);
      resolve();
    }, 5);
  });
}

/** Words, rich text, a decision and an action: something of every kind that a document holds. */
function work(client: TypingClient): void {
  for (let i = 0; i < letters; i += 1) client.type();
  const { doc } = client;
  const paragraph = new Y.XmlElement('paragraph');
  doc.getXmlFragment('facts').push([paragraph]);
  const text = new Y.XmlText();
  paragraph.push([text]);
  text.insert(0, 'een feit met nadruk', { strong: {} });
  text.delete(2, 3);
  writeItemRegister(doc, 'safeNow', 'NO');
  const id = readId('ActionId', `actie-${doc.clientID}`, 'id');
  if (id.ok) createAction(doc, id.value, { purpose: 'CARE', words: 'bellen met school' });
}
