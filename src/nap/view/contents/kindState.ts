import type { KubeProblem } from "./kubeProblem.ts";

/**
 * How far the objects of one kind are known. `loading`: the first list is on its way, and what has arrived of it is shown; `live`: whole and followed;
 * `stale`: shown as they last were, because of the problem; `failed`: nothing is known, because of the problem.
 */
export type KindState =
  | { readonly phase: "loading" }
  | { readonly phase: "live" }
  | { readonly phase: "stale"; readonly problem: KubeProblem }
  | { readonly phase: "failed"; readonly problem: KubeProblem };
