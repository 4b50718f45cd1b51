import { buildWhatChanged } from './build.mjs';
import { Hindrance } from './hindrance.mjs';
import { installWhatIsMissing } from './install.mjs';
import { isProduction, refuseWhatIsMissing } from './production.mjs';
import { serve } from './serve.mjs';

/**
 * From a clone to a running server; in production from an installation to a running server, with nothing written in
 * it. What stands in the way is told in a sentence, with exit code 1.
 *
 * @returns {Promise<number>} the exit code
 */
export async function launch() {
  try {
    if (isProduction()) {
      refuseWhatIsMissing();
      return await serve({ keepsCompiled: false });
    }
    await installWhatIsMissing();
    await buildWhatChanged();
    return await serve();
  } catch (error) {
    if (!(error instanceof Hindrance)) throw error;
    process.stderr.write([error.message, error.details].filter(Boolean).join('\n\n') + '\n');
    return 1;
  }
}
