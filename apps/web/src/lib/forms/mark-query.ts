import { page } from '$app/state';
import { pageMark } from '@overlegtafel/protocol';

/** For the address of a file: a browser that fetches one says nothing else of the page it stands on. */
export function markQuery(): string {
  const mark: unknown = page.data['pageMark'];
  return typeof mark === 'string' ? `?${pageMark.query}=${mark}` : '';
}
