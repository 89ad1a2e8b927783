import type { NapEvidence } from "./napEvidence.ts";
import { verifyNap, type Verification } from "./verification.ts";

/** How a cluster is looked at until Karpenter works there. */
export interface NapLooks {
  readonly read: () => Promise<NapEvidence>;
  /** Waits between two looks; ends early, or throws, when nobody waits any more. */
  readonly pause: () => Promise<void>;
  readonly defaultNodePools: "Auto" | "None";
  readonly onLook?: (seen: Verification) => void;
}

/** Looks in all, about five minutes with ten seconds between them. */
const mostLooks = 30;
/** Karpenter judges its objects anew as Azure settles: what it refuses three times in a row it means. */
const looksUntilBad = 3;
/** A connection may be cut while Azure settles: out of reach is what does not answer so often in a row. */
const looksUntilLost = 3;

/**
 * Looks until node auto-provisioning works, does not, or cannot be seen; gives the last look after some minutes. Throws
 * what `read` throws again and again.
 */
export async function waitForNap(looks: NapLooks): Promise<Verification> {
  for (let look = 1, bad = 0, lost = 0; ; look += 1) {
    const seen = await lookOnce(looks);
    lost = "error" in seen ? lost + 1 : 0;
    if ("error" in seen) {
      if (lost === looksUntilLost || look >= mostLooks) throw seen.error;
    } else {
      bad = seen.result === "bad" ? bad + 1 : 0;
      const isOpen = seen.result === "waiting" || (seen.result === "bad" && bad < looksUntilBad);
      if (!isOpen || look >= mostLooks) return seen;
      looks.onLook?.(seen);
    }
    await looks.pause();
  }
}

async function lookOnce(looks: NapLooks): Promise<Verification | { readonly error: unknown }> {
  try {
    return verifyNap(await looks.read(), looks);
  } catch (error) {
    return { error };
  }
}
