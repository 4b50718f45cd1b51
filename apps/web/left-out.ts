/** Stands in the pages for parts of libraries that no page calls (page-scripts.ts). */
function leftOut(): never {
  throw new Error('this part of a library is left out of the pages: see page-scripts.ts');
}

export { leftOut as uneval, leftOut as create_custom_element };
