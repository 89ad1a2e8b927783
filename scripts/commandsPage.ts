/** The part of package.json that the page is made from. */
interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly keybindings: readonly { readonly command: string; readonly key: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, Setting>>;
    };
  };
}

interface Setting {
  readonly default: unknown;
  readonly markdownDescription: string;
}

/** The page docs/commands.md, made from the text of package.json. */
export function commandsPage(packageJson: string): string {
  // Our own file; VS Code checks its shape.
  const { contributes } = JSON.parse(packageJson) as Manifest;
  const { commands, keybindings, configuration } = contributes;
  const keysOf = (id: string) =>
    keybindings.flatMap(({ command, key }) => (command === id ? [`\`${key}\``] : []));
  const commandRows = commands.map(({ command, title, category }) =>
    row(`${category}: ${title}`, `\`${command}\``, keysOf(command).join(", ")),
  );
  const settingRows = Object.entries(configuration.properties).map(([name, setting]) =>
    row(`\`${name}\``, `\`${JSON.stringify(setting.default)}\``, setting.markdownDescription),
  );
  return `# Commands and settings

## Commands

In the command palette, unless they are about a node of the view: those are in its menu.

| command | id | keys in the view |
| --- | --- | --- |
${commandRows.join("\n")}

## Settings

| setting | default | what it does |
| --- | --- | --- |
${settingRows.join("\n")}
`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}
