/** Makes and sends a file in a thread of its own: what it costs here must not look like waiting for the server. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { parentPort, workerData } from 'node:worker_threads';
import { fileShapes } from './file-shapes.ts';
import type { FileSent, FileToSend } from './files.ts';

const { url, cookie, shape, reports } = workerData as FileToSend;
const found = fileShapes.find(({ name }) => name === shape);
if (!found) throw new Error(`no file is called ${shape}`);
const content = found.content(reports);
const sent = request(`${url}/api/v1/tables/oefentafel/reports/import?partial=true`, {
  method: 'POST',
  headers: { cookie, origin: url, 'content-type': 'application/json' },
});
sent.end(JSON.stringify({ format: found.format ?? 'csv', content }));
// With node:http: fetch gives up when an answer takes five minutes to begin.
sent.once('response', (response) => {
  void text(response).then((answer) => {
    const told: FileSent = { status: response.statusCode ?? 0, answer, size: content.length };
    parentPort?.postMessage(told);
  });
});
