/**
 * What goes on at a table beside the document of the case: somebody has the agenda open, and the page of everybody
 * follows the meeting. Other servers know no meetings to follow; the agenda is a document that they keep too.
 */
import { io, type Socket } from 'socket.io-client';
import { emptyStateVector, emptyStep2, kindOf, syncStep1 } from './messages.ts';
import { agendaOf, cookieOf, type LoadOptions, meetingOf } from './options.ts';
import { connect, type Connection, hasFirstSync } from './protocols.ts';

const patienceMs = 60_000;
/** The secretary has the agenda open, in a window of its own. */
const agendaChair = 1;

export class BesideTable {
  /** What was told of the meeting, to all of its followers together. */
  events = 0;
  private readonly number: number;
  private readonly options: LoadOptions;
  private readonly followers: Socket[] = [];
  private agenda: Connection | undefined;

  constructor(number: number, options: LoadOptions) {
    this.number = number;
    this.options = options;
  }

  async open(): Promise<void> {
    if (this.options.agenda) await this.openAgenda();
    const meeting = meetingOf(this.options, this.number);
    if (meeting === undefined) return;
    const count = Math.min(this.options.followers, this.options.participants);
    for (let chair = 0; chair < count; chair += 1) await this.follow(meeting, chair);
  }

  close(): void {
    this.agenda?.socket.destroy();
    for (const socket of this.followers) socket.disconnect();
  }

  private openAgenda(): Promise<void> {
    const { options, number } = this;
    const room = agendaOf(options, number);
    const cookie = cookieOf(options, number, agendaChair);
    return soon(`the agenda ${room}`, (opened, failed) => {
      this.agenda = connect(
        options,
        { room, cookie },
        {
          ready: (connection) => {
            if (hasFirstSync(options.protocol)) connection.send(syncStep1(emptyStateVector));
            else opened();
          },
          message: (connection, bytes, start) => {
            const kind = kindOf(bytes, start);
            if (kind === 'step1') connection.send(emptyStep2);
            if (kind === 'step2') opened();
          },
          close: (error) => {
            failed(error ?? new Error(`${room} was closed`));
          },
        },
      );
    });
  }

  private follow(meeting: string, chair: number): Promise<void> {
    const { headers, url } = this.options;
    const cookie = cookieOf(this.options, this.number, chair) ?? '';
    return soon(`following ${meeting}`, (opened, failed) => {
      const socket = io(new URL(url.replace('ws', 'http')).origin, {
        path: '/live',
        transports: ['websocket'],
        multiplex: false,
        reconnection: false,
        extraHeaders: { ...headers, cookie },
      });
      this.followers.push(socket);
      socket.onAny(() => {
        this.events += 1;
      });
      socket.on('connect_error', failed);
      socket.on('connect', () => {
        socket.emit('follow', { meeting }, ({ isThere }: { readonly isThere: boolean }) => {
          if (isThere) opened();
          else failed(new Error(`${meeting} is not there for chair ${chair}`));
        });
      });
    });
  }
}

/** Waits until it is open, not for ever. */
function soon(
  what: string,
  begin: (opened: () => void, failed: (error: Error) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${what}: no answer`));
    }, patienceMs);
    const opened = () => {
      clearTimeout(timer);
      resolve();
    };
    const failed = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    begin(opened, failed);
  });
}
