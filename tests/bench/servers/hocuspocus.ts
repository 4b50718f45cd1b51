/**
 * Hocuspocus with its defaults and its SQLite extension on a file, as its documentation shows. With a debounce of 0 it
 * stores at every edit instead of two seconds after the last.
 */
import { join } from 'node:path';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const { PORT, DATA_DIR, HOCUSPOCUS_DEBOUNCE } = process.env;
const server = new Server({
  port: Number(PORT),
  address: '127.0.0.1',
  quiet: true,
  ...(HOCUSPOCUS_DEBOUNCE === undefined ? {} : { debounce: Number(HOCUSPOCUS_DEBOUNCE) }),
  extensions: [new SQLite({ database: join(DATA_DIR ?? '.', 'hocuspocus.db') })],
});
await server.listen();
