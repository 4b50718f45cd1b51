import type { SentForm } from '#lib/forms/sent-form.ts';
import type { Theme } from '#lib/settings/theme.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** The number under which the server logged what went wrong: 32 hexadecimal digits. */
      traceId?: string;
      /** A form that was sent and not taken, to be sent again. */
      again?: SentForm;
    }

    interface Locals {
      /** The number that joins this request to what it makes the server do: 32 hexadecimal digits. */
      traceId: string;
      /** Whether everything on the screen is fictional. */
      practice: boolean;
      /** The look that the reader chose. */
      theme: Theme;
      /** The mark of the page that is made: of the page that asks when it says so, otherwise a new one. */
      page: string | undefined;
      /** What answers of the API say to the browser itself, to be handed on. */
      handedOn: Headers;
      /** A form that came without scripts. */
      sent: SentForm | undefined;
    }
  }
}
