import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Everything that a server asks for in production, with files of its own. The issuer does not exist. */
export async function productionSettings(): Promise<{
  readonly settings: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'overlegtafel-production-'));
  const keyFile = join(folder, 'key');
  const secretFile = join(folder, 'secret');
  const checkpointFile = join(folder, 'checkpoint');
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(checkpointFile, pem, { mode: 0o600 });
  await writeFile(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  await writeFile(secretFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  return {
    settings: {
      OVERLEGTAFEL_MODE: 'production',
      ORIGIN: 'https://tafel.example.nl',
      DATA_KEY_FILE: keyFile,
      CHECKPOINT_KEY_FILE: checkpointFile,
      OIDC_ISSUER: 'https://inloggen.example.nl',
      OIDC_CLIENT_ID: 'overlegtafel',
      OIDC_CLIENT_SECRET_FILE: secretFile,
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
