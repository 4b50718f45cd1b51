export * from './room-names.ts';
export * from './limits.ts';
export * from './close-codes.ts';
export * from './document-messages.ts';
