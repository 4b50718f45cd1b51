import { expect, it } from 'vitest';
import { agendaWords } from './report-words.ts';

it('AG340 says why a file is not on the agenda, and that its cases wait', () => {
  const { PLACED, ...others } = agendaWords;
  expect(PLACED()).toBe('');
  const told = Object.values(others).map((words) => words());
  expect(new Set(told).size).toBe(3);
  for (const words of told) expect(words).toMatch(/\. .*\bwachten\b/i);
});
