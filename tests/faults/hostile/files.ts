/** Files of reports of every shape, taken in by somebody who may, while the others work. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { signIn } from '../server-under-test.ts';
import { mustHold, type Attack } from './attack.ts';
import { fileShapes } from './file-shapes.ts';

const mebibyte = 1024 * 1024;

/** A file, for the thread that makes and sends it. */
export interface FileToSend {
  readonly url: string;
  readonly cookie: string;
  readonly shape: string;
  readonly reports: number;
}

/** What the server said of it. */
export interface FileSent {
  readonly status: number;
  readonly answer: string;
  readonly size: number;
}

export const fileAttacks: readonly Attack[] = fileShapes.map((shape) => ({
  name: `files: ${shape.name}`,
  logged: [],
  peakAtMostMiB: 300,
  async run({ stage }, { fileReports }) {
    const { url } = stage.server;
    const cookie = await signIn(url, 'vt-worker');
    const toSend: FileToSend = { url, cookie, shape: shape.name, reports: fileReports };
    const sender = new Worker(new URL('file-sender.ts', import.meta.url), { workerData: toSend });
    const [{ status, answer, size }] = (await once(sender, 'message')) as [FileSent];
    mustHold(status === 201, `a file was answered with ${status}`);
    mustHold(shape.told.test(answer), `a file was answered with ${answer.slice(0, 300)}`);
    const taken = /"taken":(\d+)/.exec(answer)?.[1] ?? '0';
    const wrong = /"wrong":(\d+),"mistakeCount"/.exec(answer)?.[1] ?? '0';
    return `${(size / mebibyte).toFixed(1)} MiB, ${taken} taken, ${wrong} wrong`;
  },
}));
