import { createApplication } from './application.ts';
import { readConfiguration } from './configuration/configuration.ts';
import { prepareDataFolder } from './configuration/data-folder.ts';
import { healthOf } from './database-health.ts';
import { loadPages } from './http/pages.ts';
import { openIdentity } from './identity/open-identity.ts';
import { adapterOver } from './live/adapter-over.ts';
import { Metrics } from './metrics/metrics.ts';
import { followServer } from './metrics/follow-server.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { keepRetention } from './lifecycle/daily-retention.ts';
import { openStorage } from './lifecycle/open-storage.ts';
import { untilAskedToStop } from './lifecycle/until-asked-to-stop.ts';
import { refuseOutsideCalendar } from './lifecycle/within-calendar.ts';
import { createLog } from './log.ts';
import { accessOf } from './practice/practice-rights.ts';
import { createWorld } from './world.ts';
import { createPracticeRooms } from './practice/rooms.ts';
import { refusePracticeData, seedPractice } from './practice/seed/seed-practice.ts';
import { StartupProblem, startupWords } from './startup-problem.ts';

/** Runs the server from start to stop. Standard output gets one line: the address. */
async function run(): Promise<void> {
  const asked = untilAskedToStop();
  const metrics = new Metrics();
  const log = metrics.countIn(createLog());
  process.on('uncaughtException', (error) => {
    log.failure('process', error);
    process.exit(1);
  });
  const configuration = readConfiguration(process.env, process.cwd());
  refuseOutsideCalendar(Date.now());
  await prepareDataFolder(configuration.dataFolder);
  const pages = await loadPages();
  const { database: opened, sessionSecret, watch } = await openStorage(configuration, log);
  const database = metrics.countWrites(opened);
  const isPractice = configuration.mode === 'practice';
  if (isPractice) await createPracticeRooms(database.roomGate);
  const isSecure = configuration.origin?.startsWith('https:') ?? false;
  const now = () => Date.now();
  const taskAccess = { daysAfterTask: configuration.daysAfterTask };
  const access = accessOf(isPractice);
  const { rooms, ...shared } = createWorld({ database, log, now, access, taskAccess, watch });
  if (isPractice) await seedPractice({ world: shared.world, log: database.roomLog });
  else await refusePracticeData(shared.world);
  const identity = openIdentity(configuration, {
    database,
    world: shared.world,
    log,
    now,
    isSecure,
    sessionSecret,
  });
  const application = createApplication(configuration, {
    database: healthOf(database),
    pages,
    log,
    ...identity,
    outboxSecret: sessionSecret,
    rooms,
    shared,
    adapter: adapterOver(database, log),
    now,
  });
  followServer(application.server, metrics);
  metrics.watchRooms(rooms);
  const stopRetention = keepRetention({ ...shared, watch, database, log });
  const { metricsPort } = configuration;
  const counted = metricsPort === undefined ? undefined : await serveMetrics(metrics, metricsPort);
  const address = await application.start();
  process.stdout.write(`Overlegtafel draait op ${address}\n`);
  await asked;
  stopRetention();
  counted?.stop();
  await application.stop();
  await database.close();
}

try {
  await run();
  // Live connections and timers of others must not keep a stopped server alive.
  process.exit(0);
} catch (error) {
  if (!(error instanceof StartupProblem)) createLog().failure('start', error);
  process.stderr.write(`${startupWords(error)}\n`);
  process.exit(1);
}
