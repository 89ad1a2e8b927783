import * as vscode from "vscode";
import { ruleHover, ruleSections } from "../language/rulesPage.ts";

export const openRulesCommand = "nap.openRules";

/** The bundled page of rules. */
export interface RulesPage {
  readonly uri: vscode.Uri;
  /**
   * A link to the lines about a rule. It is the file itself, because hovers and the peek view of problems follow no
   * links to commands; the editor reads the fragment as the line to go to.
   */
  linkTo(rule: string): vscode.Uri;
  /** Markdown: what a rule is about and why; undefined where the page does not say. */
  about(rule: string): string | undefined;
}

/** Reads the page. Without it, links lead to where it would be. */
export async function readRulesPage(extensionUri: vscode.Uri): Promise<RulesPage> {
  const uri = rulesPageUri(extensionUri);
  const sections = ruleSections(await textOfPage(uri));
  return {
    uri,
    linkTo: (rule) => {
      const section = sections.get(rule);
      return section === undefined ? uri : uri.with({ fragment: `L${section.line}` });
    },
    about: (rule) => {
      const section = sections.get(rule);
      return section && ruleHover(rule, section);
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
