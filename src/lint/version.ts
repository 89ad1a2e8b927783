/** The version of package.json; test/unit/lint/version.test.ts compares them. */
export const version = "0.1.0";
