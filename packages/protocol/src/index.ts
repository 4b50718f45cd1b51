export * from './room-names.ts';
