/** A sign-in that an account of VS Code lacks: a tenant wants a second factor or a consent, or it has expired. */
export interface SignInLack {
  readonly tenantId: string;
  /** The account's id in VS Code. */
  readonly accountId: string;
  /** What is to be reached; absent for Azure itself. */
  readonly scope?: string;
}

/** What an error says that a sign-in would help; by its form, since bundles share no classes. */
export function signInLackOf(error: unknown): SignInLack | undefined {
  if (!(error instanceof Error) || !("lack" in error)) return undefined;
  return isSignInLack(error.lack) ? error.lack : undefined;
}

/** Whether something that came from another bundle or a click is one. */
export function isSignInLack(value: unknown): value is SignInLack {
  return typeof value === "object" && value !== null && "tenantId" in value && "accountId" in value;
}
