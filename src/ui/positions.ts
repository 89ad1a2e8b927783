import * as vscode from "vscode";

/** Turns offsets into positions: a text document, or a text that is not open. */
export interface Positions {
  readonly uri: vscode.Uri;
  positionAt(offset: number): vscode.Position;
}

/** Positions in the text of a file that is not open. Lines end as in VS Code: CRLF, LF or CR. */
export function positionsOf(uri: vscode.Uri, text: string): Positions {
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)];
  return {
    uri,
    positionAt: (offset) => {
      const line = lastAtMost(starts, offset);
      return new vscode.Position(line, offset - (starts[line] ?? 0));
    },
  };
}

/** Index of the last of some ascending numbers that is not above a limit. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? Infinity) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
