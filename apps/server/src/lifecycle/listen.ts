import type { Server } from 'node:http';
import { StartupProblem } from '../startup-problem.ts';

/**
 * Listens.
 *
 * @param at `port` 0 lets the system choose
 * @returns the port it listens on
 * @throws {StartupProblem} when that port or address cannot be had
 */
export function listen(server: Server, at: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => {
      reject(asProblem(error, at));
    };
    server.once('error', refuse);
    server.listen(at.port, at.host, () => {
      server.off('error', refuse);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : at.port);
    });
  });
}

function asProblem(error: Error, { host, port }: { host: string; port: number }): Error {
  switch ('code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new StartupProblem(
        `Poort ${port} is al in gebruik. Stop het andere programma, of kies een andere poort, bijvoorbeeld: PORT=${nextPort(port)} npm start`,
      );
    case 'EACCES':
      return new StartupProblem(
        `Poort ${port} is niet vrij voor deze gebruiker. Kies een poort boven 1023, bijvoorbeeld: PORT=3000 npm start`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartupProblem(
        `Het adres ${host} is niet van deze computer. Verbeter de instelling HOST, of laat die weg.`,
      );
    default:
      return error;
  }
}

/** A port to suggest instead: the next one, or a usual one after the last. */
function nextPort(port: number): number {
  const highest = 65_535;
  return port < highest ? port + 1 : 3000;
}
