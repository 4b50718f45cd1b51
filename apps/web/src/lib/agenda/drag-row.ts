import type { Attachment } from 'svelte/attachments';

/** What dragging a row does; the menu and the keys do the same. */
export interface RowDrag {
  readonly id: string;
  readonly isMovable: boolean;
  readonly drop: (id: string, side: 'BEFORE' | 'AFTER', beside: string) => void;
}

const kind = 'application/x-overlegtafel-item';

/** Lets a row of the agenda be dragged, and takes others before or after it. For mouse and pen; touch has the menu. */
export function dragRow({ id, isMovable, drop }: RowDrag): Attachment<HTMLElement> {
  return (row) => {
    row.draggable = isMovable;
    if (!isMovable) return undefined;
    const ended = new AbortController();
    const { signal } = ended;
    row.addEventListener(
      'dragstart',
      (event) => {
        event.dataTransfer?.setData(kind, id);
        if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
      },
      { signal },
    );
    row.addEventListener(
      'dragover',
      (event) => {
        if (!event.dataTransfer?.types.includes(kind)) return;
        event.preventDefault();
        row.dataset['drop'] = sideOf(row, event);
      },
      { signal },
    );
    const leave = () => delete row.dataset['drop'];
    row.addEventListener('dragleave', leave, { signal });
    row.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        leave();
        const dragged = event.dataTransfer?.getData(kind) ?? '';
        if (dragged !== '') drop(dragged, sideOf(row, event), id);
      },
      { signal },
    );
    return () => {
      ended.abort();
    };
  };
}

function sideOf(row: HTMLElement, { clientY }: DragEvent): 'BEFORE' | 'AFTER' {
  const { top, height } = row.getBoundingClientRect();
  return clientY < top + height / 2 ? 'BEFORE' : 'AFTER';
}
