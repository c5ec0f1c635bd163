import assert from 'node:assert/strict';
import { activationOf, windowStartMs } from '../../support/startupText';

const TEXT = `
| What                            | Duration | Process          | Info |
| ------------------------------- | -------- | ---------------- | ---- |
| workbench ready                 | 4257     | [main->renderer] | -    |
| extensions registered           | 8426     | [renderer]       | -    |

## Extension Activation Stats

| Extension                       | Eager | Load Code | Call Activate | Finish Activate | Event             | By |
| ------------------------------- | ----- | --------- | ------------- | --------------- | ----------------- | -- |
| vscode.git                      | true  | 140       | 7             | 60              | *                 | vscode.git |
| process-monitor.process-monitor | false | 35        | 8             | 0               | onStartupFinished | process-monitor.process-monitor |
`;

describe('the text of Developer: Startup Performance', () => {
  it('tells of an extension how long its files and its activate() took', () => {
    assert.deepEqual(activationOf(TEXT, 'process-monitor.process-monitor'), { loadMs: 35, activateMs: 8 });
  });

  it('tells how long the window took', () => {
    assert.equal(windowStartMs(TEXT), 8426);
  });

  it('is not taken for one of an extension that it does not name', () => {
    assert.throws(() => activationOf(TEXT, 'vscode.github'), /says nothing of "vscode\.github"/);
  });
});
