/** Signs that a text takes in one go, some ten full pages: more is a document of its own, and no note. */
export const mostSignsAtOnce = 30_000;
