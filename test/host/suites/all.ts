import { commandSuite } from './commandSuite';
import { extensionHostSuite } from './extensionHostSuite';
import { mochaSuite } from './mochaSuite';
import type { Suite } from './suite';

const minuteMs = 60_000;

/**
 * The suites of `npm test` in stages of lanes: the lanes of a stage run side by side, the suites of a lane one after the
 * other, each in processes of its own, and the next stage follows when all have ended. What is measured of real programs
 * has the machine to itself; what is told of programs that go wrong takes minutes in which little is done, beside what
 * else people see.
 */
export const stages: readonly (readonly (readonly Suite[])[])[] = [
  [
    [
      commandSuite('lint', 'lint', 10 * minuteMs),
      commandSuite('types', 'typecheck', 10 * minuteMs),
      mochaSuite('unit', 'unit', { testMs: 60_000, suiteMs: 10 * minuteMs }),
      mochaSuite('panel', 'panel', { testMs: 60_000, suiteMs: 10 * minuteMs }),
    ],
    [extensionHostSuite('vscode', 15 * minuteMs)],
  ],
  [[mochaSuite('programs', 'programs', { testMs: 3 * minuteMs, suiteMs: 10 * minuteMs })]],
  [
    [
      mochaSuite('alerts', 'alerts', { testMs: 10 * minuteMs, suiteMs: 20 * minuteMs }),
      mochaSuite('launch', 'launch', { testMs: 5 * minuteMs, suiteMs: 20 * minuteMs }),
    ],
    [mochaSuite('e2e', 'e2e', { testMs: 5 * minuteMs, suiteMs: 20 * minuteMs })],
  ],
];
