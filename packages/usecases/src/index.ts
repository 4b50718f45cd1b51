export * from './world.ts';
export * from './outcome/outcome.ts';
export * from './deeds/deed.ts';
export * from './audit/access-line.ts';
export * from './ports/rows.ts';
export * from './ports/changes.ts';
export * from './ports/stores.ts';
export * from './ports/meeting-rooms.ts';
export { acceptAction } from './commands/accept-action.ts';
