const thin = 1.8;
const plain = 2;
const bold = 2.6;

/** The pictures: width of the line, and its way over a square of 20. */
export const drawings = {
  done: [bold, 'M3 10.5l4.7 4.7L17 5.5'],
  attention: [3, 'M10 2.6v9.2M10 14.9v2.6'],
  waiting: [plain, 'M10 2.4a7.6 7.6 0 1 0 0 15.2a7.6 7.6 0 1 0 0-15.2M10 5.6V10l3 2'],
  swap: [plain, 'M3 7h12l-3.2-3.4M17 13H5l3.2 3.4'],
  person: [thin, 'M10 2a3.6 3.6 0 1 0 0 7.2A3.6 3.6 0 1 0 10 2M3 18c.3-4 3-6 7-6s6.7 2 7 6'],
  child: [
    thin,
    'M10 5.1a2.9 2.9 0 1 0 0 5.8a2.9 2.9 0 1 0 0-5.8M4.8 18c.2-3 2.2-4.5 5.2-4.5s5 1.5 5.2 4.5',
  ],
  phone: [
    thin,
    'M4.2 2.5h3l1.5 4-2 1.4c1 2.3 2.7 4 5 5.1l1.5-2 4 1.5v3c0 1-.8 1.8-1.8 1.7C8.6 16.7 3 11 2.5 4.3c0-1 .7-1.8 1.7-1.8z',
  ],
  flag: [plain, 'M4.5 18.5V2.5H15l-2.3 3.7L15 10H4.5'],
  lock: [plain, 'M3.5 9h13v9h-13zM6.5 9V6.2a3.5 3.5 0 0 1 7 0V9'],
  day: [thin, 'M2.5 4h15v13.5h-15zM2.5 8.5h15M6.5 2v3.5M13.5 2v3.5'],
  fingerprint: [
    1.6,
    'M5 15.5c1-2 1-3.5 1-5.5a4 4 0 0 1 8 0c0 3-.4 5.3-1.3 7.5M10 10c0 3.5-.6 5.6-1.8 7.8M3 12.5c.3-1 .3-1.7.3-2.6a6.7 6.7 0 0 1 10-5.8M15.8 6.6c.6 1 .9 2.1.9 3.4 0 1.7-.1 3-.4 4.5',
  ],
  search: [plain, 'M8.6 2.6a6 6 0 1 0 0 12a6 6 0 1 0 0-12M13 13l4.5 4.5'],
  settings: [plain, 'M2.5 6h7M14 6h3.5M2.5 14h3M10 14h7.5M11.7 3.7v4.6M7.7 11.7v4.6'],
  more: [3, 'M10 3.5v.01M10 10v.01M10 16.5v.01'],
  close: [plain, 'M4.5 4.5l11 11M15.5 4.5l-11 11'],
  down: [plain, 'M4.5 7.5l5.5 5.5 5.5-5.5'],
  info: [plain, 'M10 2.4a7.6 7.6 0 1 0 0 15.2a7.6 7.6 0 1 0 0-15.2M10 9v5M10 6v.01'],
} as const;

export type IconName = keyof typeof drawings;
