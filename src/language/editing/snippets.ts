import { nodeClassSnippets } from "./nodeClassSnippets.ts";
import type { ObjectSnippet } from "./objectSnippet.ts";
import { poolSnippets } from "./poolSnippets.ts";

/** Whole objects, NodePools first. */
export const objectSnippets: readonly ObjectSnippet[] = [...poolSnippets, ...nodeClassSnippets];
