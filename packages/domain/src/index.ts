export * from './parsing/parsed.ts';
export * from './model/ids.ts';
export * from './model/time.ts';
export * from './model/vocabulary.ts';
export * from './model/register.ts';
export * from './model/household.ts';
export * from './model/meeting.ts';
export * from './model/card.ts';
