/** What a kind of refusal is explained with. */
export interface Words {
  readonly title: string;
  readonly detail?: string;
  readonly remedy: string;
  readonly az?: string;
  readonly check?: string;
}
