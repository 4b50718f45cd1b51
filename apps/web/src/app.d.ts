import type { Theme } from '#lib/settings/theme.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** The number under which the server logged what went wrong: 32 hexadecimal digits. */
      traceId?: string;
    }

    interface Locals {
      /** The number that joins this request to what it makes the server do: 32 hexadecimal digits. */
      traceId: string;
      /** Whether everything on the screen is fictional. */
      practice: boolean;
      /** The look that the reader chose. */
      theme: Theme;
    }
  }
}
