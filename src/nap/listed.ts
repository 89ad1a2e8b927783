/** The first few of several words, and how many more there are: `a, b and 7 more`. */
export function listed(
  words: readonly string[],
  { most = 5, between = ", " }: { readonly most?: number; readonly between?: string } = {},
): string {
  const more = words.length > most ? ` and ${words.length - most} more` : "";
  return words.slice(0, most).join(between) + more;
}
