import type { Command } from './command.ts';

/**
 * The commands that somebody may mean: every word asked for stands in them, without regard to
 * accents or capitals. What begins with it comes first.
 */
export function foundCommands(commands: readonly Command[], asked: string): readonly Command[] {
  const plain = plainOf(asked.trim());
  const words = plain.split(/\s+/).filter((word) => word !== '');
  const found = commands.filter((command) => {
    const text = plainOf(`${command.words} ${command.group} ${command.also ?? ''}`);
    return words.every((word) => text.includes(word));
  });
  const rank = ({ words: title }: Command) => (plainOf(title).startsWith(plain) ? 0 : 1);
  return [...found].sort((a, b) => rank(a) - rank(b));
}

function plainOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
