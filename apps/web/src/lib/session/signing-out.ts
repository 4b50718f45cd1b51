import { mayBeLeft } from '#lib/document/keeping/left-hint.ts';

/** The field of the form that says that this browser keeps unsaved words of others. */
export const othersWaitField = 'anderen';

/**
 * OB380: signing out empties what the browser keeps. Before that the page takes away what is its own person's, and says
 * when there is something of others too: then only that stays, closed with keys of theirs. An attachment of the form.
 */
export function leavesOthers(form: HTMLFormElement): () => void {
  const submitted = (event: SubmitEvent): void => {
    if (!mayBeLeft()) return;
    event.preventDefault();
    void othersWait().then((isTrue) => {
      if (isTrue) form.append(hiddenField());
      form.submit();
    });
  };
  form.addEventListener('submit', submitted);
  return () => {
    form.removeEventListener('submit', submitted);
  };
}

async function othersWait(): Promise<boolean> {
  try {
    const { leaveDevice } = await import('#lib/document/collaboration.ts');
    return await leaveDevice();
  } catch {
    return false;
  }
}

function hiddenField(): HTMLInputElement {
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = othersWaitField;
  field.value = '1';
  return field;
}
