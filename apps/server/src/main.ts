import { createApplication } from './application.ts';
import { readConfiguration } from './configuration/configuration.ts';
import { prepareDataFolder } from './configuration/data-folder.ts';
import { configuredDatabase } from './database-health.ts';
import { loadPages } from './http/pages.ts';
import { untilAskedToStop } from './lifecycle/until-asked-to-stop.ts';
import { createLog } from './log.ts';
import { StartupProblem } from './startup-problem.ts';

/** Runs the server from start to stop. Standard output gets one line: the address. */
async function run(): Promise<void> {
  const asked = untilAskedToStop();
  const log = createLog();
  process.on('uncaughtException', (error) => {
    log.failure('process', error);
    process.exit(1);
  });
  const configuration = readConfiguration(process.env, process.cwd());
  await prepareDataFolder(configuration.dataFolder);
  const application = createApplication(configuration, {
    database: configuredDatabase(configuration.database),
    pages: await loadPages(),
    log,
  });
  const address = await application.start();
  process.stdout.write(`Overlegtafel draait op ${address}\n`);
  await asked;
  await application.stop();
}

try {
  await run();
  // Live connections and timers of others must not keep a stopped server alive.
  process.exit(0);
} catch (error) {
  if (!(error instanceof StartupProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
