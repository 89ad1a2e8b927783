import type { IndexedObject, Workspace } from "./workspace.ts";

/** What somebody asked of a workspace: what follows from the answers holds for every workspace that answers the same. */
export interface Observation {
  /** To be asked in place of the workspace that is observed. */
  readonly workspace: Workspace;
  /** Whether another workspace gives the same answers; if so, later ones are compared with it. */
  readonly moveTo: (other: Workspace) => boolean;
}

/** What somebody wants to know of a whole workspace. */
export interface Question<T> {
  readonly answerOf: (workspace: Workspace) => T;
  /** Whether two answers come to the same. */
  readonly isSame: (one: T, other: T) => boolean;
}

/** Whether an answer that was given holds in another workspace. */
type Holds = (other: Workspace) => boolean;

/** Answers a question about a workspace; who observes it notes the question with its answer. */
export function ask<T>(asked: Workspace, { answerOf, isSame }: Question<T>): T {
  if (!(asked instanceof ObservedWorkspace)) return answerOf(asked);
  const answer = answerOf(asked.asked);
  asked.answers.others.push((other) => isSame(answer, answerOf(other)));
  return answer;
}

/** Notes what a workspace is asked. Who keeps `moveTo` alone does not keep the workspace. */
export function observe(asked: Workspace): Observation {
  const answers = new Answers(asked.complete);
  const workspace = new ObservedWorkspace(asked, answers);
  return { workspace, moveTo: (other) => answers.moveTo(other) };
}

/** Answers as another workspace does, and notes what it is asked. */
class ObservedWorkspace implements Workspace {
  readonly asked: Workspace;
  readonly answers: Answers;

  constructor(asked: Workspace, answers: Answers) {
    this.asked = asked;
    this.answers = answers;
  }

  get complete(): boolean {
    return this.asked.complete;
  }

  get objects(): readonly IndexedObject[] {
    this.answers.isWhole = true;
    return this.asked.objects;
  }

  all(kind: string): readonly IndexedObject[] {
    const objects = this.asked.all(kind);
    this.answers.ofKinds.set(kind, objects);
    return objects;
  }

  find(kind: string, name: string): IndexedObject | undefined {
    const object = this.asked.find(kind, name);
    this.answers.ofNames.set(`${kind}/${name}`, { kind, name, object });
    return object;
  }
}

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly object: IndexedObject | undefined;
}

/** What a workspace has answered. */
class Answers {
  isWhole = false;
  readonly ofKinds = new Map<string, readonly IndexedObject[]>();
  readonly ofNames = new Map<string, Named>();
  readonly others: Holds[] = [];
  readonly #complete: boolean;

  constructor(complete: boolean) {
    this.#complete = complete;
  }

  moveTo(other: Workspace): boolean {
    if (!this.#areThoseOf(other)) return false;
    // The next comparison finds the same values.
    for (const kind of this.ofKinds.keys()) this.ofKinds.set(kind, other.all(kind));
    for (const [id, { kind, name }] of this.ofNames)
      this.ofNames.set(id, { kind, name, object: other.find(kind, name) });
    return true;
  }

  #areThoseOf(other: Workspace): boolean {
    if (this.isWhole || other.complete !== this.#complete) return false;
    for (const [kind, objects] of this.ofKinds)
      if (!haveSame(objects, other.all(kind))) return false;
    for (const { kind, name, object } of this.ofNames.values())
      if (!isSame(object, other.find(kind, name))) return false;
    return this.others.every((holds) => holds(other));
  }
}

/** Whether two objects come to the same: verdicts do not depend on where in its file an object stands. */
export function isSame(a: IndexedObject | undefined, b: IndexedObject | undefined): boolean {
  return a === b || (a?.json === b?.json && a?.uri === b?.uri);
}

type Objects = readonly IndexedObject[];

const compared = new WeakMap<Objects, WeakMap<Objects, boolean>>();

/** Whether two workspaces have the same objects of a kind; thousands of manifests ask the same of the same two. */
function haveSame(before: Objects, after: Objects): boolean {
  if (before === after) return true;
  if (before.length !== after.length) return false;
  if (before.length <= 1) return isSame(before[0], after[0]);
  const known = compared.get(before) ?? new WeakMap<Objects, boolean>();
  compared.set(before, known);
  const same = known.get(after) ?? before.every((object, index) => isSame(object, after[index]));
  known.set(after, same);
  return same;
}
