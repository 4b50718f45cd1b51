import helmet from 'helmet';
import type { RequestHandler } from 'express';

/** What a page may never ask the browser for: the table needs words, not sensors. */
const permissions = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * The security headers of every answer, but for the content security policy: pages bring their own,
 * with a nonce, and so does the API.
 *
 * @param isHttps whether people come over https; only then may browsers be told to stay there
 */
export function securityHeaders(isHttps: boolean): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: false,
      // Other hosts under the same domain are not ours to bind.
      strictTransportSecurity: isHttps && { includeSubDomains: false },
      // With no-referrer browsers send "Origin: null" with forms, and the forms would be refused.
      referrerPolicy: { policy: 'same-origin' },
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.set('permissions-policy', permissions);
      next();
    },
  ];
}
