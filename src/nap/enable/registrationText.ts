import type { AzureFailure } from "../azureFailure.ts";
import { refusalInWords } from "../refusal/refusalInWords.ts";

/** How the registration of a feature ended, as far as it was seen. */
export type RegistrationEnd =
  | { readonly kind: "registered" }
  /** Azure has taken it and shows another state: `Pending` means that somebody at Azure decides. */
  | { readonly kind: "open"; readonly state: string; readonly provider?: string }
  /** The feature is registered; whether its provider knows it is not known. */
  | { readonly kind: "unrefreshed"; readonly failure: AzureFailure }
  /** Nobody waits any more; Azure goes on. */
  | { readonly kind: "cancelled"; readonly isTaken: boolean }
  | { readonly kind: "failed"; readonly isTaken: boolean; readonly failure: AzureFailure };

/** One statement that claims no more than was seen. */
export function registrationText(feature: string, end: RegistrationEnd): string {
  const taken = `Azure has taken the registration of ${feature}`;
  switch (end.kind) {
    case "registered":
      return `The feature ${feature} is registered, and its provider knows it.`;
    case "open":
      return end.provider === undefined
        ? `${taken} and shows ${end.state || "no state"}: it is not registered yet.`
        : `The feature ${feature} is registered, but its provider is ${end.provider || "in no known state"}: clusters do not see it before it is registered again.`;
    case "unrefreshed": {
      const [namespace = ""] = feature.split("/");
      return `The feature ${feature} is registered. Whether its provider knows it is not known: ${refusalInWords(end.failure)} To be sure: az provider register --namespace ${namespace}`;
    }
    case "cancelled":
      return end.isTaken
        ? `No longer waiting: ${taken} and goes on with it; its provider is to be registered again afterwards.`
        : `No longer waiting: whether Azure has taken the registration of ${feature} is not known.`;
    case "failed": {
      const why = refusalInWords(end.failure);
      if (end.isTaken) return `${taken}; how it ended is not known. ${why}`;
      return end.failure.changed === "no"
        ? `${feature} was not registered. ${why}`
        : `Whether Azure has taken the registration of ${feature} is not known. ${why}`;
    }
  }
}
