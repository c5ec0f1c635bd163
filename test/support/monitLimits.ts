import type { AlertRuleSettings } from '../../src/shared/alertRuleSettings';
import type { Judge } from './watchProgram';

/**
 * Fixed limits of the kind that most people set: those of the example for a process in the control file that Monit comes
 * with. CPU above 60 % for two checks (of its two limits of CPU the one that tells somebody), memory above 200 MB for five,
 * more than 250 children; and that the process is gone, which is told at once here, in their favour. There is no limit of
 * descriptors among them. Memory and CPU are those of the process with its children (Monit's `totalmem` and `totalcpu`),
 * CPU in per cent of one core. Between two checks lie so many seconds: in that file it is 30, in which CPU is a mean. Each
 * limit is a judge of its own, since Monit tells of each by itself.
 */
export function monitLimits(checkSeconds: number): readonly Judge[] {
  // A limit that is broken at n checks in a row has been so for n - 1 times between them.
  const checks = (count: number): string => `${(count - 1) * checkSeconds} s`;
  const mean = checkSeconds > 1 ? ({ aggregate: 'mean', window: `${checkSeconds} s` } as const) : {};
  const rules: readonly AlertRuleSettings[] = [
    { name: 'CPU', metric: 'process.cpu.time', ...mean, operator: '>', threshold: '60 %', for: checks(2) },
    { name: 'Memory', metric: 'process.memory.usage', operator: '>', threshold: '200 MB', for: checks(5) },
    // The process itself is counted as well.
    { name: 'Children', metric: 'process.count', operator: '>', threshold: 251, for: '0 s' },
    { name: 'Gone', event: 'crashed' },
  ];
  return rules.map((rule) => ({ rules: [rule], anomalies: 'off' }));
}
