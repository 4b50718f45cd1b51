/**
 * Document messages over socket.io, for networks that block WebSockets: namespace `/documents` of the path `/live`.
 * One connection carries several rooms; the browser gives each a number, its channel.
 *
 * From the browser: `join(channel, room)`, `message(channel, ...messages)`, `leave(channel)`.
 * From the server: `message(channel, ...messages)`, `closed(channel, code, reason)`.
 */
export const polledDocuments = { path: '/live', namespace: '/documents' } as const;

/** Channels are numbered from 0 up to this. */
export const highestChannel = 255;
