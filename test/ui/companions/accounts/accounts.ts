/** An account that people can sign in with; it belongs to a tenant and may enter others. */
export interface TestAccount {
  readonly id: string;
  readonly label: string;
  readonly tenantId: string;
  readonly isSignedIn: boolean;
  /** Tenants that want more than the account has given so far. */
  readonly lackingTenants?: readonly string[];
}

/** What the file holds that the environment variable NAP_TEST_ACCOUNTS names: tests change it, and so does signing in. */
export interface TestAccounts {
  readonly accounts: readonly TestAccount[];
  /** How far the clock of Azure is ahead, in seconds: tokens are valid for an hour from then. */
  readonly aheadSeconds: number;
}
