import { truthStatement } from "./statement.ts";
import type { Truth } from "./outcome.ts";
import type { Verification } from "./verification.ts";

/** What was found out about Karpenter in a cluster on mode Auto. */
export type Verified =
  | { readonly kind: "seen"; readonly verification: Pick<Verification, "result" | "statement"> }
  /** The cluster itself could not be asked. */
  | { readonly kind: "unseen"; readonly reason: string }
  /** Nobody waited for the end. */
  | { readonly kind: "left" };

/** What is told about it: a warning stays until somebody has answered it, and offers to look again. */
export interface VerifiedMessage {
  readonly isWarning: boolean;
  readonly text: string;
}

/** Tells that Karpenter works; of everything else what is not ready, as a warning. */
export function verifiedMessage(statement: string, verified: Verified): VerifiedMessage {
  const join = (text: string) => [statement, text].filter(Boolean).join(" ");
  switch (verified.kind) {
    case "seen": {
      const { result, statement: text } = verified.verification;
      return { isWarning: result !== "ok", text: join(text) };
    }
    case "unseen":
      return {
        isWarning: true,
        text: join(
          `Whether Karpenter works was not seen. The cluster itself could not be looked into: ${verified.reason}`,
        ),
      };
    case "left":
      return { isWarning: false, text: join("Whether Karpenter works was not waited for.") };
  }
}

/** What is said of a cluster that is no longer on mode Auto: nothing is to be verified there. */
export function overtaken(truth: Truth): string | undefined {
  if (!truth.isKnown || truth.mode.toLowerCase() === "auto") return undefined;
  return truthStatement(truth);
}
