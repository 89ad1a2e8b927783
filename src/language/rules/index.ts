import type { Rule } from "../rule.ts";
import { nodeClassNotFound } from "./node-class-not-found.ts";
import { zoneFormat } from "./zone-format.ts";

/** Every rule, in the order in which they may take over a finding of the server's layers. */
export const rules: readonly Rule[] = [nodeClassNotFound, zoneFormat];
