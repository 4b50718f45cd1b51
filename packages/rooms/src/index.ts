export * from './room-log.ts';
export * from './room-gate.ts';
