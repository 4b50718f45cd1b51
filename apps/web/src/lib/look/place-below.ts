const gapPx = 4;
const marginPx = 8;

/**
 * Puts something of the top layer under what opened it: from the same edge, inside the window, above
 * when there is no room below. In page coordinates, so that it scrolls along.
 */
export function placeBelow(layer: HTMLElement, opener: HTMLElement): void {
  const from = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = layer;
  const widest = document.documentElement.clientWidth - marginPx - width;
  const left = Math.max(marginPx, Math.min(from.left, widest));
  const isRoomBelow = from.bottom + gapPx + height <= window.innerHeight;
  const isRoomAbove = from.top - gapPx - height >= 0;
  const top = isRoomBelow || !isRoomAbove ? from.bottom + gapPx : from.top - gapPx - height;
  layer.style.position = 'absolute';
  layer.style.inset = `${top + window.scrollY}px auto auto ${left + window.scrollX}px`;
}
