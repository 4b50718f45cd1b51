import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { chromiumFiles } from './chromium-files.ts';

/**
 * Flags for a Chromium in a container: no sandbox (it may run as root), no GPU, letters drawn the
 * same on every machine. None of them loosens what a page may do.
 */
const flags = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];

/** Starts a real Chromium from the npm package. The caller closes it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await chromiumOptions());
}

/** The same with one profile, that other programs reach at a port. The caller closes it. */
export async function openProfile(debuggingPort: number): Promise<BrowserContext> {
  const { args, ...options } = await chromiumOptions();
  const port = `--remote-debugging-port=${debuggingPort}`;
  return chromium.launchPersistentContext('', { ...options, args: [...args, port] });
}

async function chromiumOptions() {
  const { executable, environment } = await chromiumFiles();
  const env = { ...definedOf(process.env), ...environment };
  return { executablePath: executable, args: flags, env };
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}
