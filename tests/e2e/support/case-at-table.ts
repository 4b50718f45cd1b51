import type { Writer } from './practice-note.ts';

/** Names the owner of the case that is open. */
export async function chooseOwner({ page }: Writer, name: string): Promise<void> {
  await page.getByLabel('Zaakhouder', { exact: true }).selectOption({ label: name });
}

/** What this screen says is still open in the case, by its kinds; those that fit. */
export async function blockersAt({ page }: Writer, fitting: RegExp): Promise<readonly string[]> {
  const kinds = await page
    .locator('#klaar [data-blocker]')
    .evaluateAll((all: readonly { readonly dataset: { readonly blocker?: string } }[]) =>
      all.map(({ dataset }) => dataset.blocker ?? ''),
    );
  return kinds.filter((kind) => fitting.test(kind));
}
