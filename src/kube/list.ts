import { listOf, recordOf, textOf } from "../karpenter/plain.ts";
import type { ClusterAccess } from "./access.ts";
import { requestOn } from "./apiRequest.ts";
import { problemOf } from "./kubeError.ts";
import { resources, type ResourceName } from "./resources.ts";
import { trimmed, type KubeObject } from "./trim.ts";

/** What to list. */
export interface ListQuery {
  /** All namespaces by default. */
  readonly namespace?: string | undefined;
  /** As kubectl's `--selector` takes it. */
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Objects per page. */
  readonly pageSize?: number;
  /** Told of all objects so far after each page; begins anew when the list does. */
  readonly onPage?: ((objects: readonly KubeObject[]) => void) | undefined;
}

/** A part of a list; all pages of one list show the same moment. */
export interface ListPage {
  readonly items: readonly KubeObject[];
  /** Where a watch goes on. */
  readonly resourceVersion: string;
}

const defaultPageSize = 500;

/**
 * Lists a collection page by page, trimmed.
 * @throws KubeError; `gone` when the server no longer knows the pages that are still to come (after some minutes)
 */
export async function* listPages(
  access: ClusterAccess,
  name: ResourceName,
  query: ListQuery = {},
): AsyncGenerator<ListPage> {
  const { namespace, labelSelector, fieldSelector, signal, pageSize = defaultPageSize } = query;
  let next: string | undefined;
  do {
    const answer = recordOf(
      await access.send(
        requestOn(
          resources[name],
          { namespace },
          {
            verb: "list",
            method: "GET",
            query: { limit: String(pageSize), continue: next, labelSelector, fieldSelector },
            signal,
          },
        ),
      ),
    );
    const metadata = recordOf(answer.metadata);
    next = textOf(metadata.continue);
    yield {
      items: objectsOf(answer.items).map((object) => trimmed(name, object)),
      resourceVersion: textOf(metadata.resourceVersion) ?? "",
    };
  } while (next !== undefined && next !== "");
}

/** A whole list; begun anew, twice at most, when its pages expire while they are read. */
export async function listAll(
  access: ClusterAccess,
  name: ResourceName,
  query: ListQuery = {},
): Promise<ListPage> {
  for (let tries = 1; ; tries += 1) {
    try {
      const items: KubeObject[] = [];
      let resourceVersion = "";
      for await (const page of listPages(access, name, query)) {
        items.push(...page.items);
        resourceVersion = page.resourceVersion;
        query.onPage?.(items);
      }
      return { items, resourceVersion };
    } catch (error) {
      if (problemOf(error)?.kind !== "gone" || tries > 2) throw error;
    }
  }
}

/** Objects always have metadata with a name: the API server stores no others. */
function objectsOf(items: unknown): readonly KubeObject[] {
  return listOf(items) as readonly KubeObject[];
}
