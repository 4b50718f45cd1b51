export { openDatabase, type DatabaseConfiguration } from './open-database.ts';
export type { Database, Health, OnFatal } from './database.ts';
export { openSqlite, type SqliteConfig } from './sqlite/open-sqlite.ts';
export { openPostgres, type PostgresConfig } from './postgres/open-postgres.ts';
export { deriveKeys, KeyFileError, readKeyFile, readOrMakeKeyFile } from './keys/key-file.ts';
export type { InstallationKeys } from './keys/key-file.ts';
export { sqliteUse } from './sqlite/sqlite-use.ts';
export { chooseWriter, measureFsyncMs, type Writer } from './sqlite/disk-speed.ts';
export {
  Checkpoints,
  BehindCheckpointError,
  type CheckpointSettings,
} from './audit/checkpoints.ts';
export {
  CheckpointKeyError,
  readCheckpointKey,
  readOrMakeCheckpointKey,
  readPublicKey,
} from './audit/checkpoint-key.ts';
export { CheckpointFolderError, lastCheckpoint } from './audit/checkpoint-files.ts';
export type { BrokenPromise } from './audit/broken-promise.ts';
export type { CheckpointFolder } from './audit/chains.ts';
export { withCheckpoints } from './audit/with-checkpoints.ts';
export {
  type Ailment,
  conditionAfter,
  conditionOf,
  conditionWhereNothingIs,
  type Condition,
} from './condition/condition.ts';
export type { Trouble } from './condition/trouble.ts';
export { sealedEvent } from './accounts/accounts-desk.ts';
export type { AccountTrouble } from './accounts/sealed-accounts.ts';
export { takeOverDestructions } from './destructions/destruction-files.ts';
export { DestructionLedger } from './destructions/destruction-ledger.ts';
export {
  endsInHalfLine,
  lacksDestructions,
  namesDestructions,
  verifyDestructions,
} from './destructions/verify-destructions.ts';
export type { ChainKind, ChainVerdict, Damage } from './audit/chain-verdict.ts';
export { openToVerify, type VerifyConfig } from './audit/open-to-verify.ts';
export { copyDatabase, putDatabaseBack, type KeyedDatabase } from './backup/copy-database.ts';
export { BrokenCopyError, type DatabaseCopy, RestoreRefusedError } from './backup/backup-form.ts';
export type { NewCaseRoom, RoomGateStore } from './log/gate.ts';
export type { Verdict } from './log/verify.ts';
export type { Atomic, Guarded, Statement } from './kit/statement.ts';
export {
  AccountsBrokenError,
  BrokenChainError,
  BrokenSealError,
  FatalStorageError,
  KeyDestroyedError,
  StorageFullError,
  StorageRefusedError,
  StorageUnavailableError,
  UnloggedError,
  UnsafeSettingsError,
  UnsupportedVersionError,
  WrongKeyError,
} from './errors.ts';
