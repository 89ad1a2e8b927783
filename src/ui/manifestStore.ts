import * as vscode from "vscode";
import { templateNotes } from "./templateNotes.ts";
import { createObjectIndex } from "../language/objectIndex.ts";
import type { EditingOptions, EditingService } from "../language/editing/index.ts";
import type { LanguageService, SourceFile, Workspace } from "../language/index.ts";
import type { Facts } from "./facts.ts";
import { once } from "./once.ts";
import { readSettings } from "./settings.ts";
import type { Settings } from "./settings.ts";
import type { RulesPage } from "./rulesPage.ts";

/** What answers questions under one set of settings. */
interface Services {
  readonly service: LanguageService;
  /** Completion, hovers, symbols and the like: loaded when first asked for. */
  readonly editing: () => Promise<EditingService>;
}

/** A file as it stands, with what answers questions about it. */
export interface Reading extends Services {
  readonly file: SourceFile;
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly rulesPage: RulesPage;
}

interface Known {
  readonly version: number;
  readonly service: LanguageService;
  readonly isPartial: boolean;
  readonly file: SourceFile;
}

/** The open files, the index over all files, and one language service per set of settings. */
export class ManifestStore implements vscode.Disposable {
  readonly #facts: Facts;
  readonly #log: vscode.LogOutputChannel;
  readonly #known = new Map<string, Promise<Services>>();
  readonly #open = new Map<string, Known>();
  readonly #noteTemplate: (file: SourceFile) => void;
  readonly #index = createObjectIndex();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #forgotten = new vscode.EventEmitter<void>();
  readonly #asked = new vscode.EventEmitter<void>();
  #patches: ReadonlySet<string> = new Set();
  #isComplete = false;

  /** The objects of the workspace changed: verdicts that look at other files are stale. */
  readonly onDidChange = this.#changed.event;
  /** Somebody wants to know the objects of the workspace. */
  readonly onDidAsk = this.#asked.event;
  /** The settings changed: everything is stale. */
  readonly onDidForget = this.#forgotten.event;

  constructor(facts: Facts, log: vscode.LogOutputChannel) {
    this.#facts = facts;
    this.#log = log;
    this.#noteTemplate = templateNotes((note) => log.info(note));
  }

  /** Reads an open document; documents of the file that an edit did not touch are taken over. */
  async read(document: vscode.TextDocument): Promise<Reading> {
    const settings = readSettings(document.uri);
    const services = await this.#services(settings);
    const rulesPage = await this.#facts.rulesPage();
    const file = this.#current(document, services.service);
    return { ...services, file, settings, rulesPage, workspace: this.workspace };
  }

  /** Reads a text that is not open. */
  async readText(uri: vscode.Uri, text: string): Promise<Reading> {
    const settings = readSettings(uri);
    const services = await this.#services(settings);
    const key = uri.toString();
    const file = services.service.read(key, text, { partial: this.#patches.has(key) });
    this.#noteTemplate(file);
    const rulesPage = await this.#facts.rulesPage();
    return { ...services, file, settings, rulesPage, workspace: this.workspace };
  }

  /** Number of files with objects. */
  get fileCount(): number {
    return this.#index.fileCount;
  }

  /** Whether a kustomization lists the file as a patch. */
  isPatch(uri: vscode.Uri): boolean {
    return this.#patches.has(uri.toString());
  }

  /** Takes the objects of a file into the index; a template has none. */
  add({ service, file }: Reading): void {
    this.#tell(this.#index.set(file.uri, service.objects(file)));
  }

  /** Forgets a file that is gone. */
  remove(uri: vscode.Uri): void {
    this.#tell(this.#index.delete(uri.toString()));
  }

  /** Forgets the trees of a closed document; its objects stay in the index. */
  close(document: vscode.TextDocument): void {
    this.#open.delete(document.uri.toString());
  }

  /** Says which files are patches, and whether all files are known: only then absence proves anything. */
  setScope(scope: { readonly patches: ReadonlySet<string>; readonly isComplete: boolean }): void {
    this.#patches = scope.patches;
    this.#isComplete = scope.isComplete;
    this.#tell(true);
  }

  /** After a change of settings: nothing that was judged holds any more. */
  forget(): void {
    this.#known.clear();
    this.#open.clear();
    this.#forgotten.fire();
    this.#tell(true);
  }

  dispose(): void {
    this.#asked.dispose();
    this.#changed.dispose();
    this.#forgotten.dispose();
  }

  /** What answers questions that are about no file. */
  async editing(): Promise<EditingService> {
    const { editing } = await this.#services(readSettings());
    return editing();
  }

  /** The objects of all files that are known by now. */
  get workspace(): Workspace {
    this.#asked.fire();
    return this.#index.workspace(this.#isComplete);
  }

  #tell(isChanged: boolean): void {
    if (isChanged) this.#changed.fire();
  }

  #current(document: vscode.TextDocument, service: LanguageService): SourceFile {
    const key = document.uri.toString();
    const isPartial = this.#patches.has(key);
    const { version } = document;
    const known = this.#open.get(key);
    const isSameReader = known?.service === service && known.isPartial === isPartial;
    if (isSameReader && known.version === version) return known.file;
    const previous = isSameReader ? known.file : undefined;
    const file = service.read(key, document.getText(), { previous, partial: isPartial });
    this.#noteTemplate(file);
    if (!document.isClosed) this.#open.set(key, { version, service, isPartial, file });
    return file;
  }

  #services(settings: Settings): Promise<Services> {
    const { schema, rules, region, kubernetesVersion } = settings;
    const key = JSON.stringify([schema, rules, region, kubernetesVersion]);
    const known = this.#known.get(key);
    if (known) return known;
    const made = this.#createServices(settings);
    this.#known.set(key, made);
    return made;
  }

  async #createServices(settings: Settings): Promise<Services> {
    // Most of the code: loaded when the first manifest is there.
    const [{ createLanguageService, ruleIds }, schemas, sizes] = await Promise.all([
      import("../language/index.ts"),
      this.#facts.schemas(settings.schema),
      this.#facts.sizes(),
    ]);
    this.#log.info(
      `manifests are judged by the schemas "${schemas.id}": ${schemas.release} of the Azure provider`,
    );
    for (const id of Object.keys(settings.rules).filter((one) => !ruleIds.includes(one)))
      this.#log.warn(`nap.rules: there is no rule "${id}"; NAP: Open Rules lists all of them`);
    const { region, kubernetesVersion, rules: severities } = settings;
    const known = { schemas, sizes, region, kubernetesVersion };
    const onRuleError = ({ id }: { readonly id: string }, error: unknown) =>
      this.#log.error(`the rule ${id} failed`, asError(error));
    const service = createLanguageService({ ...known, severities, onRuleError });
    return { service, editing: once(() => this.#createEditing(known)) };
  }

  async #createEditing(known: EditingOptions): Promise<EditingService> {
    const [{ createEditingService }, docs] = await Promise.all([
      import("../language/editing/index.ts"),
      this.#facts.docs(),
    ]);
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return createEditingService({ ...known, docs, timeZone });
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
