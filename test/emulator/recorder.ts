import type { Json } from "./json.ts";

/** A request as it came, and the status it got; 0 when the connection was cut. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** By lower-case name; tokens are left out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly status: number;
}

/** What came in since the start or since it was cleared. */
export interface Recorder {
  record(request: RecordedRequest): void;
  /** Requests whose `METHOD url` matches, all without a pattern. */
  requests(pattern?: RegExp): readonly RecordedRequest[];
  clear(): void;
}

/** A recorder without entries. */
export function createRecorder(): Recorder {
  let entries: readonly RecordedRequest[] = [];
  return {
    record: (request) => {
      const headers = Object.entries(request.headers).filter(([name]) => name !== "authorization");
      entries = [...entries, { ...request, headers: Object.fromEntries(headers) }];
    },
    requests: (pattern) =>
      entries.filter(({ method, url }) => pattern?.test(`${method} ${url}`) ?? true),
    clear: () => {
      entries = [];
    },
  };
}
