/**
 * Stands in for VS Code's API in unit tests: what the parts of the extension under test use of it, and what they did.
 * `useVscode.ts` puts it in the place of the module `vscode`.
 */
type Listener<T> = (event: T) => void;

export class Disposable {
  static from(...parts: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => parts.forEach((part) => part.dispose()));
  }

  readonly dispose: () => void;

  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
}

export class EventEmitter<T> {
  readonly #listeners = new Set<Listener<T>>();

  readonly event = (listener: Listener<T>): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };

  fire(event: T): void {
    for (const listener of this.#listeners) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class CancellationError extends Error {}

/** What the parts did and what they are told; `reset` before each test. */
export const seen = {
  messages: [] as string[],
  commands: new Map<string, (...args: unknown[]) => unknown>(),
  settings: new Map<string, unknown>(),
  /** Labels of the Microsoft accounts that are signed in. */
  accounts: [] as string[],
  sessions: [] as AskedSession[],
  picks: [] as QuickPick[],
  /** Accounts that VS Code fails to look up. */
  brokenAccounts: new Set<string>(),
  /** Scopes for which VS Code has no token before the user has signed in for them. */
  lackingScopes: new Set<string>(),
  reset(): void {
    this.messages.length = 0;
    this.commands.clear();
    this.settings.clear();
    this.accounts.length = 0;
    this.sessions.length = 0;
    this.picks.length = 0;
    this.lackingScopes.clear();
    this.brokenAccounts.clear();
    workspace.isTrusted = true;
  },
};

const tell = (message: string, ...rest: readonly unknown[]): Promise<undefined> => {
  seen.messages.push([message, ...rest.map((one) => JSON.stringify(one))].join(" "));
  return Promise.resolve(undefined);
};

export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };

const nothing = (): void => undefined;

/** A list to choose from, which a test answers as a person would. */
export class QuickPick {
  items: readonly { readonly label: string; readonly detail?: string }[] = [];
  selectedItems: QuickPick["items"] = [];
  activeItems: QuickPick["items"] = [];
  readonly #accepts = new EventEmitter<void>();
  readonly #hides = new EventEmitter<void>();
  readonly onDidAccept = this.#accepts.event;
  readonly onDidHide = this.#hides.event;
  readonly onDidTriggerButton = new EventEmitter<void>().event;
  readonly show = nothing;
  readonly dispose = nothing;

  /** Chooses the rows of these labels; without, what is ticked. */
  accept(...labels: readonly string[]): void {
    if (labels.length > 0)
      this.selectedItems = this.items.filter(({ label }) => labels.includes(label));
    this.#accepts.fire();
  }
}

export const QuickInputButtons = { Back: {} };

export const StatusBarAlignment = { Left: 1, Right: 2 };

export const window = {
  withProgress: <T>(
    _options: unknown,
    run: (progress: object, token: object) => Promise<T>,
  ): Promise<T> =>
    run(
      { report: () => undefined },
      { onCancellationRequested: () => new Disposable(() => undefined) },
    ),
  showErrorMessage: tell,
  showWarningMessage: tell,
  showInformationMessage: tell,
  /** Nobody chooses anything. */
  showQuickPick: (_items: readonly object[], options: { readonly title?: string }) =>
    tell(options.title ?? ""),
  createQuickPick: () => {
    const pick = new QuickPick();
    seen.picks.push(pick);
    return pick;
  },
  createStatusBarItem: () => ({ show: nothing, hide: nothing, dispose: nothing }),
};

export const workspace = {
  isTrusted: true,
  getConfiguration: (section: string) => ({
    get: (name: string) => seen.settings.get(`${section}.${name}`),
  }),
};

export const commands = {
  executeCommand: (): Promise<undefined> => Promise.resolve(undefined),
  registerCommand: (id: string, run: (...args: unknown[]) => unknown): Disposable => {
    seen.commands.set(id, run);
    return new Disposable(() => seen.commands.delete(id));
  },
};

/** Asked of VS Code's accounts: the scopes, and whether the user may be asked. */
interface AskedSession {
  readonly scopes: readonly string[];
  readonly account: string | undefined;
  readonly mayAsk: boolean;
}

export const authentication = {
  getAccounts: (): Promise<readonly { id: string; label: string }[]> =>
    Promise.resolve(seen.accounts.map((label) => ({ id: label, label }))),
  getSession: (
    _provider: string,
    scopes: readonly string[],
    options: { readonly account?: { readonly id: string }; readonly createIfNone?: boolean },
  ): Promise<{ accessToken: string } | undefined> => {
    if (seen.brokenAccounts.has(options.account?.id ?? ""))
      return Promise.reject(new Error("the key ring is locked"));
    const mayAsk = options.createIfNone === true;
    seen.sessions.push({ scopes, account: options.account?.id, mayAsk });
    const isThere = mayAsk || !scopes.some((scope) => seen.lackingScopes.has(scope));
    if (mayAsk) for (const scope of scopes) seen.lackingScopes.delete(scope);
    return Promise.resolve(isThere ? { accessToken: "token" } : undefined);
  },
};
