/** What a dragged case carries: its id, for this board only. */
export const dragKind = 'application/x-overlegtafel-case';
