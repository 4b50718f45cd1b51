import { describe, expect, it } from 'vitest';
import { meetingCalendar } from './meeting-calendar.ts';

const meeting = {
  id: 'abcdefghijklmnopqrstuvwxyz',
  tableName: 'Heuvelland-Oost',
  startsAt: '2026-12-01T08:00:00.000Z',
};

describe('a meeting in my own calendar', () => {
  it('MW21 has its moment, its table and its address, and nothing of any case', () => {
    const file = meetingCalendar(meeting, 'https://tafel.example.nl/tafel/abc', 'Overlegtafel');
    expect(file.split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//overlegtafel//tafel//EN',
      'BEGIN:VEVENT',
      'UID:abcdefghijklmnopqrstuvwxyz@overlegtafel',
      'SEQUENCE:0',
      'DTSTAMP:20261201T080000Z',
      'DTSTART:20261201T080000Z',
      'DTEND:20261201T093000Z',
      'SUMMARY:Overlegtafel',
      'URL;VALUE=URI:https://tafel.example.nl/tafel/abc',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
  });
});
