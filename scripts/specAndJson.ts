import { format } from "node:util";
import Mocha from "mocha";

/** What mocha passes to a reporter; its type declarations know only an older name of the field. */
interface ReporterOptions extends Mocha.MochaOptions {
  readonly reporterOption?: Readonly<Record<string, string>>;
}

/**
 * A mocha reporter: what a person reads goes to the terminal (one dot a test with the option
 * `style=dot`), and mocha's JSON into the file named by NAP_TEST_REPORT, for the one who counts.
 * NAP_TEST_MARK is put before each line, where a host has to tell them from other output.
 */
class SpecAndJson extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: ReporterOptions = {}) {
    super(runner, options);
    const mark = process.env.NAP_TEST_MARK;
    if (mark !== undefined) {
      Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
        console.log(mark + format(...args));
      };
    }
    runner.on("retry", (test: Mocha.Test, error: Error) => {
      Mocha.reporters.Base.consoleLog(`First attempt failed: ${test.fullTitle()}\n${error.stack}`);
    });
    const { Dot, JSON, Spec } = Mocha.reporters;
    new (options.reporterOption?.style === "dot" ? Dot : Spec)(runner, options);
    const output = process.env.NAP_TEST_REPORT;
    if (output === undefined) return;
    const toFile: ReporterOptions = { ...options, reporterOption: { output } };
    new JSON(runner, toFile);
  }
}

// Mocha looks for a default export.
export { SpecAndJson, SpecAndJson as default };
