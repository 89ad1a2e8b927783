import * as vscode from "vscode";

export const openRulesCommand = "nap.openRules";

/** A link that opens the bundled page of rules at one of them; works offline, from the hover and from the problems panel. */
export function rulesPageLink(rule: string): vscode.Uri {
  const query = encodeURIComponent(JSON.stringify([rule]));
  return vscode.Uri.parse(`command:${openRulesCommand}?${query}`);
}
