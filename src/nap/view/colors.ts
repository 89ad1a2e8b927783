/** Ids of colours of VS Code's themes that icons of the tree have. */
export const good = "charts.green";
export const bad = "problemsWarningIcon.foreground";
export const dim = "disabledForeground";
