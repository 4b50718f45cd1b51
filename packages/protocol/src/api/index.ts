export * from './paths.ts';
export * from './contract.ts';
export * from './live-events.ts';
