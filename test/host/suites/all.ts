import { commandSuite } from './commandSuite';
import { extensionHostSuite } from './extensionHostSuite';
import { mochaSuite } from './mochaSuite';
import type { Suite } from './suite';

const minuteMs = 60_000;

/** The suites of `npm test` in their order: what fails fastest comes first. */
export const suites: readonly Suite[] = [
  commandSuite('lint', 'lint', 5 * minuteMs),
  commandSuite('types', 'typecheck', 5 * minuteMs),
  mochaSuite('unit', 'unit', { testMs: 10_000, suiteMs: 5 * minuteMs }),
  extensionHostSuite('vscode', 10 * minuteMs),
  mochaSuite('e2e', 'e2e', { testMs: 2 * minuteMs, suiteMs: 20 * minuteMs }),
];
