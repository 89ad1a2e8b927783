import { Unresolved } from "../../model.ts";
import { unknown } from "../check.ts";
import type { Subject, Verdict } from "../check.ts";
import { at, sameText, textAt } from "../member.ts";
import type { FoundText } from "../member.ts";
import { split } from "../pools.ts";
import type { Pool } from "../pools.ts";

/** The text of a member of the cluster's `properties`. */
export function property({ cluster }: Subject, path: string): FoundText {
  return textAt(cluster.model, `properties.${path}`);
}

/** The verdict where an expression stands in place of a value. */
export function open(path: string, { expression }: Unresolved): Verdict {
  return unknown(`${path} is ${expression}, which only a deployment resolves`);
}

/** Judges the text of a member of `properties`; an expression gives `unknown`. */
export function judged(
  subject: Subject,
  path: string,
  judge: (text: string | undefined) => Verdict,
): Verdict {
  const text = property(subject, path);
  return text instanceof Unresolved ? open(path, text) : judge(text);
}

export interface PoolQuestion {
  readonly test: (pool: Pool) => boolean | Unresolved;
  readonly hit: (pools: readonly Pool[]) => Verdict;
  /** The verdict where no pool is hit. */
  readonly none: (subject: Subject) => Verdict;
  /** What is asked of pools that cannot be judged, `the osType of some pools`. */
  readonly asked: string;
}

/** Judges all pools: one hit suffices, else one open pool leaves the answer open. */
export function judgedPools(subject: Subject, question: PoolQuestion): Verdict {
  const { hits, open: expressions } = split(subject.pools, question.test);
  if (hits.length > 0) return question.hit(hits);
  if (expressions.length > 0)
    return unknown(
      `${question.asked} cannot be told before a deployment: ${expressions.join("; ")}`,
    );
  if (!subject.pools.areStated && subject.cluster.origin === "model" && !hasNoOwnPools(subject))
    return unknown("the document does not show the agent pools");
  return question.none(subject);
}

/** Whether AKS runs the system components on nodes of its own, so that a cluster needs no agent pool. */
function hasNoOwnPools(subject: Subject): boolean {
  return sameText(property(subject, "hostedSystemProfile.enabled"), "true");
}

/** Whether a test of a pool's text holds, with the expression where there is one. */
export function poolText(
  { model }: Pool,
  path: string,
  test: (text: string | undefined) => boolean,
): boolean | Unresolved {
  const text = textAt(model, path);
  return text instanceof Unresolved ? text : test(text);
}

/** AKS Automatic instead of a Base cluster. */
export function isAutomatic({ cluster }: Pick<Subject, "cluster">): boolean {
  return sameText(textAt(cluster.model, "sku.name"), "Automatic");
}

/** Whether the document only describes what is wanted: a template or the body of a request. */
export function isWanted({ cluster }: Subject): boolean {
  return cluster.origin !== "model";
}

/** Whether a member is absent because its parent is: the document then says nothing about it. */
export function isSilentAbout({ cluster }: Subject, path: string): boolean {
  return at(cluster.model, `properties.${path}`) === undefined;
}

/**
 * Whether the api-version is at least of a day; undefined where it is an expression.
 * A document without one is taken for a new one.
 */
export function isSince({ cluster }: Subject, day: string): boolean | undefined {
  const { apiVersion } = cluster;
  if (apiVersion === undefined) return true;
  return /^\d{4}-\d\d-\d\d/.test(apiVersion) ? apiVersion.slice(0, 10) >= day : undefined;
}
