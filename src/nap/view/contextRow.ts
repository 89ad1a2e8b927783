/** How a context of a kubeconfig signs in. */
export interface ContextSignIn {
  /**
   * `stored`: what the file holds; `entra`: with the sign-in to Azure; `plugin`: a program that may ask something, run
   * when the user opens the context, and never before.
   */
  readonly signIn: "stored" | "entra" | "plugin";
  /** What `plugin` runs. */
  readonly program?: string;
  /** Of `entra`, where the kubeconfig names one. */
  readonly tenantId?: string;
}

/** A context of the user's kubeconfig files. */
export interface ContextRow extends ContextSignIn {
  readonly name: string;
  /** Base URL of the API server; empty where the cluster of the context is missing. */
  readonly server: string;
}
