import { Schema } from 'prosemirror-model';
import { richTextSpec } from './rich-text-spec.ts';

/** What an editor needs of `richTextSpec`. Apart from it, so that who only reads loads no editor. */
export const richTextSchema = new Schema(richTextSpec);
