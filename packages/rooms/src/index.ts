export * from './room-log.ts';
export * from './room-gate.ts';
export * from './room-clock.ts';
export * from './room-rights.ts';
export * from './room-report.ts';
export * from './connection.ts';
export * from './rooms.ts';
export { replay, type Replayable } from './room-content.ts';
export { compactHere, contentOf, isSameDocument, type Compact } from './compaction.ts';
