import { WebsocketProvider } from 'y-websocket';
import { socketAs, TypingClient, type Place } from './typing-client.ts';

/** The provider of y-websocket as it is published. It numbers nothing and hears no acks. */
export class StockClient extends TypingClient {
  private readonly provider: WebsocketProvider;
  private made = 0;

  constructor(place: Place) {
    super(place);
    this.provider = new WebsocketProvider(place.documentsUrl, place.room, this.doc, {
      WebSocketPolyfill: socketAs(place) as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    });
    this.provider.on('connection-close', (event) => {
      this.closeCode = event?.code;
    });
    this.provider.awareness.setLocalState({ user: { name: place.name } });
  }

  get isSynced(): boolean {
    return this.provider.synced;
  }

  get isSettled(): boolean {
    return this.provider.synced;
  }

  /** What it sees of everybody. */
  get presence(): unknown[] {
    return [...this.provider.awareness.getStates().values()];
  }

  /** How many others it sees. */
  get present(): number {
    return this.provider.awareness.getStates().size;
  }

  vanish(): void {
    this.provider.destroy();
    this.doc.destroy();
  }

  /** Asks for everything again, as a page does after sleep. */
  reconnect(): void {
    this.provider.disconnect();
    this.provider.connect();
  }

  protected written(): { writer: string; n: number } {
    this.made += 1;
    return { writer: `stock/${this.place.name}`, n: this.made };
  }

  protected sendWritten(): void {
    // The provider listens to the document itself.
  }
}
