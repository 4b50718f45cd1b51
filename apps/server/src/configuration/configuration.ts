import { resolve } from 'node:path';
import { z } from 'zod';
import { StartupProblem } from '../startup-problem.ts';
import { readTrustedProxies, type TrustedProxies } from './trusted-proxies.ts';

/** How the server runs: with fictional people and cases, or for real. */
export type Mode = 'practice' | 'production';

/** Where the tables live: a file in the data folder, or a PostgreSQL that several servers share. */
export type DatabaseChoice =
  | { readonly kind: 'sqlite'; readonly folder: string }
  | { readonly kind: 'postgresql'; readonly url: string };

/** Everything the environment decides, checked once at start. Nothing else reads process.env. */
export interface Configuration {
  readonly mode: Mode;
  /** The port to listen on; 0 lets the system choose a free one. */
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** The port for metrics on this machine; undefined: nothing is counted. */
  readonly metricsPort: number | undefined;
  /** How many days somebody still has a case after the last of their tasks in it ended. */
  readonly daysAfterTask: number;
  /** Absolute path of the folder for everything the server keeps. */
  readonly dataFolder: string;
  readonly database: DatabaseChoice;
  /** Absolute path of the file with the key that wraps the keys of the cases. */
  readonly dataKeyFile: string | undefined;
  /** Absolute path of the file with the private key that signs checkpoints; undefined in practice: in the data folder. */
  readonly checkpointKeyFile: string | undefined;
  /** Absolute path of the folder for checkpoints, whose files leave the machine; undefined: in the data folder. */
  readonly checkpointFolder: string | undefined;
  /** The origin people type in their browser; undefined in practice: this machine itself. */
  readonly origin: string | undefined;
  /** To whom a weakness is told, in `security.txt`. */
  readonly securityContact: string | undefined;
  /** Who may say for whom they ask, in front of this server. */
  readonly trustedProxies: TrustedProxies;
  /** The issuer at which people sign in; undefined in practice. */
  readonly oidc: OidcChoice | undefined;
}

/** Which issuer, and the files with what proves that this server is its client. */
export interface OidcChoice {
  readonly issuer: string;
  readonly clientId: string;
  readonly secretFile: string | undefined;
  readonly keyFile: string | undefined;
  readonly acrValues: readonly string[];
}

const highestPort = 65_535;

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= highestPort);

/** Longer than what the table wrote together is kept, nobody needs a case without a task. */
const mostDaysAfterTask = 30;

const daysAfterTask = z
  .string()
  .regex(/^\d{1,2}$/)
  .transform(Number)
  .refine((value) => value <= mostDaysAfterTask);

/** An origin exactly as browsers send it: scheme and host, no path, no slash at the end. */
const origin = z
  .string()
  .refine(
    (text) => /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text,
  );

const postgresUrl = z
  .string()
  .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text));

/** A folder or file name; no text that only looks empty. */
const path = z.string().refine((text) => text.trim() === text && !text.includes('\0'));

/** The address of an issuer as it stands in its tokens. Plain http only on this machine itself. */
const issuer = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^(https:|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(text),
  );

const spaced = z.string().regex(/^[!-~]+( [!-~]+)*$/);

const trustedProxies = z.string().transform((text, context): TrustedProxies => {
  const read = readTrustedProxies(text);
  if (read) return read;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

/** Where a weakness is told: one address, as RFC 9116 has it. */
const securityContact = z.string().regex(/^(?:mailto:[!-?A-~]+@[!-?A-~]+|https:\/\/[!-~]+)$/);

const hostName = z.string().regex(/^[A-Za-z0-9.:_-]+$/);

const environment = z.object({
  OVERLEGTAFEL_MODE: z.enum(['practice', 'production']).default('practice'),
  PORT: port.default(3000),
  HOST: hostName.default('127.0.0.1'),
  METRICS_PORT: port.optional(),
  ACCESS_DAYS_AFTER_TASK: daysAfterTask.default(0),
  DATA_DIR: path.default('./.data'),
  DATABASE_URL: postgresUrl.optional(),
  DATA_KEY_FILE: path.optional(),
  CHECKPOINT_KEY_FILE: path.optional(),
  CHECKPOINT_DIR: path.optional(),
  ORIGIN: origin.optional(),
  SECURITY_CONTACT: securityContact.optional(),
  TRUSTED_PROXIES: trustedProxies.default({ kind: 'NONE' }),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: spaced.optional(),
  OIDC_CLIENT_SECRET_FILE: path.optional(),
  OIDC_CLIENT_KEY_FILE: path.optional(),
  OIDC_ACR_VALUES: spaced.optional(),
});

type Name = keyof z.infer<typeof environment>;

/** What each setting must be, as the end of the sentence "NAME moet … zijn". */
const expectation: Record<Name, string> = {
  OVERLEGTAFEL_MODE: 'practice of production zijn',
  PORT: `een getal van 0 tot en met ${highestPort} zijn, bijvoorbeeld 3000`,
  HOST: 'een adres van deze computer zijn, bijvoorbeeld 127.0.0.1',
  METRICS_PORT: `een getal van 0 tot en met ${highestPort} zijn, bijvoorbeeld 9100`,
  ACCESS_DAYS_AFTER_TASK: `een aantal dagen van 0 tot en met ${mostDaysAfterTask} zijn`,
  DATA_DIR: 'de naam van een map zijn, bijvoorbeeld ./.data',
  DATABASE_URL: 'beginnen met postgres:// of leeg zijn (dan gebruikt de server SQLite)',
  DATA_KEY_FILE: 'de naam van een bestand zijn',
  CHECKPOINT_KEY_FILE:
    'de naam zijn van het bestand met de sleutel voor controlepunten (PEM, Ed25519)',
  CHECKPOINT_DIR: 'de naam van een map zijn',
  ORIGIN:
    'het adres in de browser zijn zonder pad of schuine streep aan het eind, bijvoorbeeld https://tafel.example.nl',
  SECURITY_CONTACT: 'beginnen met mailto: of https://, bijvoorbeeld mailto:beveiliging@example.nl',
  TRUSTED_PROXIES:
    'de adressen of netwerken van de proxy’s voor deze server zijn, met komma’s ertussen (bijvoorbeeld 127.0.0.1,10.0.0.0/24), of hun aantal (bijvoorbeeld 1)',
  OIDC_ISSUER: 'het adres zijn van de organisatie waar mensen inloggen, beginnend met https://',
  OIDC_CLIENT_ID: 'de naam zijn waaronder deze server daar bekend is',
  OIDC_CLIENT_SECRET_FILE: 'de naam zijn van het bestand met het geheim van deze server',
  OIDC_CLIENT_KEY_FILE: 'de naam zijn van het bestand met de sleutel van deze server (PEM, P-256)',
  OIDC_ACR_VALUES: 'een of meer betrouwbaarheidsniveaus zijn, met een spatie ertussen',
};

/** Settings whose value is a secret: a wrong value is not repeated on the screen. */
const secret: ReadonlySet<Name> = new Set(['DATABASE_URL']);

/**
 * Reads the settings of the server. An empty value counts as not set.
 *
 * @param env the environment of the process
 * @param folder what relative paths start from
 * @throws {StartupProblem} naming every setting that is wrong, not only the first
 */
export function readConfiguration(env: NodeJS.ProcessEnv, folder: string): Configuration {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(filled);
  const mistakes = parsed.success
    ? missingInProduction(parsed.data)
    : wrongValues(parsed.error, env);
  if (!parsed.success || mistakes.length > 0) throw new StartupProblem(mistakes.join('\n'));
  const { data } = parsed;
  const dataFolder = resolve(folder, data.DATA_DIR);
  const placeOf = (name: string | undefined) => name && resolve(folder, name);
  return {
    mode: data.OVERLEGTAFEL_MODE,
    port: data.PORT,
    host: data.HOST,
    metricsPort: data.METRICS_PORT,
    daysAfterTask: data.ACCESS_DAYS_AFTER_TASK,
    dataFolder,
    database:
      data.DATABASE_URL === undefined
        ? { kind: 'sqlite', folder: dataFolder }
        : { kind: 'postgresql', url: data.DATABASE_URL },
    dataKeyFile: placeOf(data.DATA_KEY_FILE),
    checkpointKeyFile: placeOf(data.CHECKPOINT_KEY_FILE),
    checkpointFolder: placeOf(data.CHECKPOINT_DIR),
    origin: data.ORIGIN,
    trustedProxies: data.TRUSTED_PROXIES,
    securityContact: data.SECURITY_CONTACT,
    oidc: oidcOf(data, folder),
  };
}

function oidcOf(data: z.infer<typeof environment>, folder: string): OidcChoice | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = data;
  if (issuer === undefined || clientId === undefined) return undefined;
  const file = (name: string | undefined) =>
    name === undefined ? undefined : resolve(folder, name);
  return {
    issuer,
    clientId,
    secretFile: file(data.OIDC_CLIENT_SECRET_FILE),
    keyFile: file(data.OIDC_CLIENT_KEY_FILE),
    acrValues: data.OIDC_ACR_VALUES?.split(' ') ?? [],
  };
}

function wrongValues(error: z.ZodError, env: NodeJS.ProcessEnv): string[] {
  const names = new Set(error.issues.map((issue) => issue.path[0]));
  return Object.keys(environment.shape)
    .filter((name): name is Name => names.has(name))
    .map((name) => {
      const value = secret.has(name) ? '' : `, en niet '${env[name] ?? ''}'`;
      return `De instelling ${name} moet ${expectation[name]}${value}.`;
    });
}

function isThisMachine(origin: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(origin).hostname);
}

/** For real there are no defaults that are fine for practice only. */
function missingInProduction(data: z.infer<typeof environment>): string[] {
  if (data.OVERLEGTAFEL_MODE !== 'production') return [];
  const needed: readonly Name[] = [
    'ORIGIN',
    'DATA_KEY_FILE',
    'CHECKPOINT_KEY_FILE',
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
  ];
  const plain =
    data.ORIGIN === undefined || data.ORIGIN.startsWith('https:') || isThisMachine(data.ORIGIN)
      ? []
      : [
          'De instelling ORIGIN moet met https:// beginnen: over http leest iedereen op het netwerk mee, en dan zijn sessies en dossiers van wie meeleest.',
        ];
  const missing = needed
    .filter((name) => data[name] === undefined)
    .map(
      (name) =>
        `De instelling ${name} ontbreekt: met OVERLEGTAFEL_MODE=production moet die ${expectation[name]}.`,
    )
    .concat(plain);
  const proofs = [data.OIDC_CLIENT_SECRET_FILE, data.OIDC_CLIENT_KEY_FILE].filter(Boolean);
  return proofs.length === 1
    ? missing
    : [
        ...missing,
        'Zet precies één van OIDC_CLIENT_KEY_FILE en OIDC_CLIENT_SECRET_FILE: daarmee bewijst deze server wie hij is.',
      ];
}
