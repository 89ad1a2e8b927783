import * as vscode from "vscode";

export const openRulesCommand = "nap.openRules";

/** The bundled page of rules. */
export interface RulesPage {
  readonly uri: vscode.Uri;
  /**
   * A link to the lines about a rule. It is the file itself, because hovers and the peek view of problems follow no
   * links to commands; the editor reads the fragment as the line to go to.
   */
  linkTo(rule: string): vscode.Uri;
}

/** Reads the page. Without it, links lead to where it would be. */
export async function readRulesPage(extensionUri: vscode.Uri): Promise<RulesPage> {
  const uri = rulesPageUri(extensionUri);
  const lines = linesOf(await textOfPage(uri));
  return {
    uri,
    linkTo: (rule) => {
      const line = lines.get(rule);
      return line === undefined ? uri : uri.with({ fragment: `L${line}` });
    },
  };
}

export function rulesPageUri(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "docs", "rules.md");
}

async function textOfPage(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return "";
  }
}

/** Rule ids with the number of the line, from 1, of their heading. */
function linesOf(page: string): ReadonlyMap<string, number> {
  const lines = page
    .split("\n")
    .map((line, index) => [/^## (\S+)/.exec(line)?.[1] ?? "", index + 1] as const);
  return new Map(lines);
}
