import type { OpenLine } from './line-later.ts';
import { PolledConnection } from './polled-connection.ts';
import { socketIoCarrier } from './socket-io-carrier.ts';

/**
 * Lines by long polling: one connection for all rooms of a page.
 *
 * @param origin of the server, such as `https://tafel.example.nl`
 */
export function polledLines(origin: string): OpenLine {
  const polled = new PolledConnection((events) => socketIoCarrier(origin, events));
  return (room, events) => polled.line(room, events);
}
