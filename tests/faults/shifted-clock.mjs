// Loaded before the server: its wall clock is off by what stands in the file, read again at SIGUSR2.
import { readFileSync } from 'node:fs';

const realNow = Date.now.bind(Date);
let shiftMs = 0;

Date.now = () => realNow() + shiftMs;
globalThis.Date = new Proxy(Date, {
  construct: (RealDate, args, target) =>
    Reflect.construct(RealDate, args.length === 0 ? [Date.now()] : args, target),
});

process.on('SIGUSR2', () => {
  shiftMs = Number(readFileSync(process.env.CLOCK_SHIFT_FILE ?? '', 'utf8'));
});
