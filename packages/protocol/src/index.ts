export * from './room-names.ts';
export * from './limits.ts';
export * from './close-codes.ts';
export * from './page-mark.ts';
export * from './follow-up-events.ts';
export * from './document-messages.ts';
export * from './polled-documents.ts';
export * from './paced-pieces.ts';
export * from './language.ts';
export * from './term-sentences/term-sentences.ts';
export * from './outbox/outbox.ts';
export {
  languages,
  type Language,
  type Names,
  type Sentence,
} from './blocker-sentences/sentence.ts';
export * from './blocker-sentences/blocker-sentence.ts';
export * from './mistake-sentences/mistake-sentence.ts';
