import { Scope } from '../host/scope';
import { openWorkbench, type WorkbenchOptions } from './openWorkbench';
import type { Workbench } from './workbench';

/**
 * Opens one workbench for all tests of a `describe` and ends it after them; a failed test leaves a screenshot in
 * out/screenshots and prints what the person was last told and the server's log. The returned function gives the workbench inside of tests.
 */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  const scope = new Scope();
  let workbench: Workbench | undefined;
  before(async () => {
    workbench = await openWorkbench(scope, options);
  });
  afterEach(async function () {
    if (!this.currentTest?.isFailed()) return;
    await workbench?.screenshot(`failed ${this.currentTest.fullTitle()}`);
    console.log(await workbench?.told(), workbench?.log());
  });
  after(() => scope.dispose());
  return () => {
    if (!workbench) throw new Error('The workbench is there only while a test runs.');
    return workbench;
  };
}
