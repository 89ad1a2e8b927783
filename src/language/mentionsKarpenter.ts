/**
 * Whether a text may hold something that concerns us; nothing else is parsed. Every apiVersion of ours and every label that
 * pods select nodes by has the one word. The other is a kind that nobody else has, for one whose apiVersion lacks or is misspelt.
 */
export function mentionsKarpenter(text: string): boolean {
  return text.includes("karpenter") || text.includes("AKSNodeClass");
}
