import type { IndexedObject, Workspace } from "./workspace.ts";

/** What somebody asked of a workspace: what follows from the answers holds for every workspace that answers the same. */
export interface Observation {
  /** To be asked in place of the workspace that is observed. */
  readonly workspace: Workspace;
  /** Whether another workspace gives the same answers; if so, later ones are compared with it. */
  moveTo(other: Workspace): boolean;
}

/** What somebody wants to know of a whole workspace. */
export interface Question<T> {
  readonly answerOf: (workspace: Workspace) => T;
  /** Whether two answers come to the same. */
  readonly isSame: (one: T, other: T) => boolean;
}

/** Whether an answer that was given holds in another workspace. */
type Holds = (other: Workspace) => boolean;

interface Observed {
  readonly asked: Workspace;
  readonly note: (holds: Holds) => void;
}

const observed = new WeakMap<Workspace, Observed>();

/** Answers a question about a workspace; who observes it notes the question with its answer. */
export function ask<T>(asked: Workspace, { answerOf, isSame }: Question<T>): T {
  const observer = observed.get(asked);
  const answer = answerOf(observer?.asked ?? asked);
  observer?.note((other) => isSame(answer, answerOf(other)));
  return answer;
}

/** Notes what a workspace is asked. */
export function observe(asked: Workspace): Observation {
  let origin = asked;
  let isWhole = false;
  const kinds = new Set<string>();
  const names = new Map<string, readonly [kind: string, name: string]>();
  const answers: Holds[] = [];
  const workspace: Workspace = {
    get objects() {
      isWhole = true;
      return asked.objects;
    },
    complete: asked.complete,
    all: (kind) => {
      kinds.add(kind);
      return asked.all(kind);
    },
    find: (kind, name) => {
      names.set(`${kind}/${name}`, [kind, name]);
      return asked.find(kind, name);
    },
  };
  observed.set(workspace, { asked, note: (holds) => answers.push(holds) });
  const answersAs = (other: Workspace): boolean => {
    if (isWhole || other.complete !== origin.complete) return false;
    for (const kind of kinds) if (!haveSame(kind, origin, other)) return false;
    for (const [kind, name] of names.values())
      if (!isSame(origin.find(kind, name), other.find(kind, name))) return false;
    return answers.every((holds) => holds(other));
  };
  return {
    workspace,
    moveTo: (other) => {
      const isSameAnswer = other === origin || answersAs(other);
      if (isSameAnswer) origin = other;
      return isSameAnswer;
    },
  };
}

/** Whether two objects come to the same: verdicts do not depend on where in its file an object stands. */
export function isSame(a: IndexedObject | undefined, b: IndexedObject | undefined): boolean {
  return a === b || (a?.json === b?.json && a?.uri === b?.uri);
}

const compared = new WeakMap<Workspace, WeakMap<Workspace, Map<string, boolean>>>();

/** Whether two workspaces have the same objects of a kind; thousands of manifests ask the same of the same two. */
function haveSame(kind: string, one: Workspace, other: Workspace): boolean {
  if (one === other) return true;
  const [before, after] = [one.all(kind), other.all(kind)];
  if (before.length !== after.length) return false;
  if (before.length <= 1) return isSame(before[0], after[0]);
  const byOther = compared.get(one) ?? new WeakMap<Workspace, Map<string, boolean>>();
  const byKind = byOther.get(other) ?? new Map<string, boolean>();
  compared.set(one, byOther);
  byOther.set(other, byKind);
  const known = byKind.get(kind);
  if (known !== undefined) return known;
  const same = before.every((object, index) => isSame(object, after[index]));
  byKind.set(kind, same);
  return same;
}
