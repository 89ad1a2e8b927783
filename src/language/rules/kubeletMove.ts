import { commentOut } from "../edit/commentOut.ts";
import { Draft } from "../edit/draft.ts";
import { remove } from "../edit/edit.ts";
import { withCommentsAbove } from "../edit/blockLines.ts";
import { isForeign } from "../edit/place.ts";
import { transplant } from "../edit/transplant.ts";
import type { Edit, EditsElsewhere } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import type { RuleContext } from "../rule.ts";
import { schemaFindings } from "../schema/schemaFindings.ts";
import { pairAt, pairsOf, nodeAt } from "../yaml/node.ts";
import type { Pair, Path } from "../yaml/node.ts";
import { imageGcThresholds } from "./image-gc-thresholds.ts";
import { homeOf, kubeletPath, usedBy, valueText } from "./kubeletHome.ts";
import type { KubeletHome } from "./kubeletHome.ts";

/** What becomes of the kubelet settings of a NodePool whose AKSNodeClass is known. */
export interface KubeletMove {
  /** Takes the settings out of the pool; those that stay become comments that say why. */
  readonly clear: (draft: Draft, kubelet: Path) => void;
  /** The same on its own. */
  readonly edits: readonly Edit[];
  /** What is written into the class. */
  readonly elsewhere: readonly EditsElsewhere[];
  /** Number of settings that stay as comments. */
  readonly left: number;
}

/** The two ways that a pool's settings can go, of which rules make fixes. */
export interface KubeletWays {
  /** Nothing is written into the class. */
  readonly staying: KubeletMove;
  /** What the class can take is written there. */
  readonly moving: KubeletMove;
  /** `, which is used by batch as well`, where other pools would get the settings too; else empty. */
  readonly others: string;
}

/** Both ways. Undefined where the pool has no such settings that can be edited. */
export function kubeletWays(
  pool: Manifest,
  home: KubeletHome,
  context: RuleContext,
): KubeletWays | undefined {
  const staying = kubeletMove(pool, home, { context, mayWrite: false });
  const moving = kubeletMove(pool, home, { context, mayWrite: true });
  const others = home.disturbed.length === 0 ? "" : `, which ${usedBy(home)}`;
  return staying && moving && { staying, moving, others };
}

interface Setting {
  readonly name: string;
  /** Why it stays; undefined: the class has it now. */
  readonly stays?: string;
  /** The comments above it went along. */
  readonly withComments?: boolean;
}

/**
 * Sorts the kubelet settings of a pool: what the class can take goes there, what it says already is dropped, and the rest
 * stays: fields that it does not have, values that it has otherwise or that the server would refuse there. Nothing is
 * written into the class with `mayWrite` false. Undefined where the pool has no such settings that can be edited.
 */
function kubeletMove(
  pool: Manifest,
  home: KubeletHome,
  { context, mayWrite }: { readonly context: RuleContext; readonly mayWrite: boolean },
): KubeletMove | undefined {
  const kubelet = nodeAt(pool.root, kubeletPath);
  if (kubelet?.kind !== "map" || isForeign(pool, kubeletPath)) return undefined;
  if (kubelet.pairs.length === 0 || kubelet.pairs.some(({ merged }) => merged)) return undefined;
  const draft = new Draft(home.manifest);
  const errors = mayWrite ? errorCount(home.manifest, context) : 0;
  const isNoWorse = (after: Manifest): boolean => errorCount(after, context) <= errors;
  const settings = allSettled(pairsOf(kubelet), { pool, home, draft, mayWrite, isNoWorse });
  const { uri, document } = home;
  const edits = draft.edits();
  const clear = (one: Draft): void => clearKubelet(one, settings, home);
  const own = new Draft(pool);
  clear(own);
  return {
    clear,
    edits: own.edits(),
    elsewhere: edits.length === 0 ? [] : [{ uri, document, edits }],
    left: settings.filter(({ stays }) => stays !== undefined).length,
  };
}

interface Settling {
  readonly pool: Manifest;
  readonly home: KubeletHome;
  readonly draft: Draft;
  readonly mayWrite: boolean;
  /** Whether a class has no more errors than the one of the home. */
  readonly isNoWorse: (nodeClass: Manifest) => boolean;
}

/** What is refused is tried again: a threshold may be right only beside the other one. */
function allSettled(pairs: readonly Pair[], settling: Settling): readonly Setting[] {
  let settings = pairs.map(({ name }) => settled(name, settling));
  for (;;) {
    const again = settings.map((one) =>
      one.stays === refused ? settled(one.name, settling) : one,
    );
    const isMore = again.some((one, index) => one.stays !== settings[index]?.stays);
    settings = again;
    if (!isMore) return settings;
  }
}

const refused = "refused there";

function settled(name: string, { pool, home, draft, mayWrite, isNoWorse }: Settling): Setting {
  const path = [...kubeletPath, name];
  const to = homeOf(home.manifest, name);
  const value = valueText(pool, path);
  if (to === undefined) return { name, stays: "no such field" };
  if (value === undefined) return { name, stays: "no value" };
  const there = valueText(home.manifest, to);
  if (there === value) return { name };
  if (there !== undefined) return { name, stays: `${there} there` };
  if (!mayWrite) return { name, stays: `the class ${usedBy(home)}` };
  const isMade = draft.attempt(
    (nodeClass) => transplant({ manifest: pool, path }, nodeClass, to),
    isNoWorse,
  );
  if (!isMade) return { name, stays: refused };
  return { name, withComments: true };
}

function errorCount(nodeClass: Manifest, context: RuleContext): number {
  const thresholds = [...(imageGcThresholds.check?.(nodeClass, context) ?? [])];
  const server = schemaFindings(nodeClass, context).filter(({ severity }) => severity === "error");
  return thresholds.length + server.length;
}

function clearKubelet(draft: Draft, settings: readonly Setting[], home: KubeletHome): void {
  const staying = settings.filter(({ stays }) => stays !== undefined);
  if (staying.length === 0) {
    draft.step((now) => remove(now, kubeletPath));
    return;
  }
  for (const { name, stays, withComments } of settings)
    if (stays === undefined)
      draft.step((now) => removed(now, [...kubeletPath, name], withComments === true));
  const why = staying.map(({ name, stays = "" }) => `${name} (${stays})`);
  const heading = `Not moved to AKSNodeClass ${home.name}: ${why.join(", ")}`;
  draft.step((now) => commentOut(now, kubeletPath, heading));
}

function removed(manifest: Manifest, path: Path, withComments: boolean): readonly Edit[] {
  const edits = remove(manifest, path);
  const pair = pairAt(manifest.root, path);
  return withComments && pair ? withCommentsAbove(manifest.text, edits, pair) : edits;
}
