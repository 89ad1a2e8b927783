/** The action of Azure RBAC that a refusal names: `... does not have authorization to perform action '...' over scope ...`. */
export function deniedAction(message: string): string | undefined {
  return /perform action '([^']+)'/i.exec(message)?.[1];
}
