import { vtRoles } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';

/**
 * AG22: whether somebody takes in reports, and with them who reported and where somebody hides. The server decides;
 * this only keeps forms away from people who cannot send them.
 */
export function mayTakeIn({ roles }: Pick<ApiAnswer<'me'>, 'roles'>): boolean {
  return vtRoles.some((role) => roles.includes(role));
}
