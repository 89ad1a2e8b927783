import { createLanguageService } from "../language/index.ts";
import type { LanguageService } from "../language/index.ts";
import { lazySizes, loadSchemas } from "./bundledFacts.ts";
import { reasonOf } from "./readInput.ts";
import type { Task } from "./task.ts";

/** The language service that a task wants. `note` hears of rules that fail. */
export function serviceFor(task: Task, note: (text: string) => void): LanguageService {
  const { region, kubernetesVersion, severities, schema } = task.options;
  return createLanguageService({
    remember: false,
    schemas: loadSchemas(task.facts, schema),
    sizes: lazySizes(task.facts),
    region,
    kubernetesVersion,
    severities,
    onRuleError: (rule, error) => note(`rule ${rule.id} failed: ${reasonOf(error)}`),
  });
}
