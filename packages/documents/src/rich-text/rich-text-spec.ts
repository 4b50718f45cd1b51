import type { SchemaSpec } from 'prosemirror-model';

/**
 * What may be written under facts, worries, strengths, the voice of the child and the decision.
 *
 * Closed under merging: every node takes any number of children (`*`), no node needs a child or an attribute,
 * and no mark excludes another. Whether a piece fits depends only on the piece and what it hangs under, which
 * never changes; so two edits that fit each alone also fit together, and an editor that opens the result never
 * finds something it must delete. A change here is a new version of the schema (docs/decisions/0020-schema-version.md).
 *
 * There are no line breaks, images, links or headings: each would need attributes or a second kind of child
 * beside text, and a case note does without.
 */
export const richTextSpec = {
  nodes: {
    doc: { content: 'block*' },
    paragraph: {
      group: 'block',
      content: 'text*',
      parseDOM: [{ tag: 'p' }],
      toDOM: () => ['p', 0],
    },
    bulletList: {
      group: 'block',
      content: 'listItem*',
      parseDOM: [{ tag: 'ul' }],
      toDOM: () => ['ul', 0],
    },
    orderedList: {
      group: 'block',
      content: 'listItem*',
      parseDOM: [{ tag: 'ol' }],
      toDOM: () => ['ol', 0],
    },
    listItem: {
      content: 'block*',
      defining: true,
      parseDOM: [{ tag: 'li' }],
      toDOM: () => ['li', 0],
    },
    text: {},
  },
  marks: {
    strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
    em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  },
} as const satisfies SchemaSpec;

/**
 * How deep a piece may hang. The depth of a piece is fixed when it is made, so this too survives merging.
 * Nineteen lists inside each other; an editor stops long before that.
 */
export const maxDepth = 40;
