import { languages, type Language } from '@overlegtafel/protocol';
import type { Request } from 'express';

/** The language in which the API answers: the best of ours that the request asks for, or else Dutch. */
export function languageOf(request: Pick<Request, 'acceptsLanguages'>): Language {
  const best = request.acceptsLanguages([...languages]);
  return languages.find((language) => language === best) ?? 'nl';
}
