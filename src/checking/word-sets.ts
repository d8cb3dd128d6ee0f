/** Which words two texts have in common. */
export const sharedWords = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((word) => b.has(word));
/** Which words only one of two texts has. */
export const ownWords = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...[...a].filter((word) => !b.has(word)), ...[...b].filter((word) => !a.has(word))];
/** How alike two texts are: the share of all their words that both have. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = sharedWords(a, b).length;
  return both / (a.size + b.size - both || 1);
}
