/** What to test, all paths absolute. */
export interface ExtensionTests {
  /** The folder with the extension's package.json. */
  readonly extensionPath: string;
  /** The folders of extensions that are there as well. */
  readonly besides?: readonly string[];
  /** A CommonJS module that exports `run(): Promise<void>`; it is called inside the extension host. */
  readonly testsPath: string;
  /** The folder that the window opens. */
  readonly workspace: string;
  /** Added to the environment of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
}
