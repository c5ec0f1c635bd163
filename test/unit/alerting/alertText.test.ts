import assert from 'node:assert/strict';
import { alertText, inSentence } from '../../../src/alerting/alertText';
import type { ThresholdRule } from '../../../src/alerting/alertRule';
import { completeRule } from '../../../src/alerting/completeRule';
import type { AlertRuleSettings } from '../../../src/shared/alertRuleSettings';

function rule(settings: Omit<AlertRuleSettings, 'name'>): ThresholdRule {
  const completed = completeRule({ name: 'Rule', ...settings }, {});
  assert.ok(completed.ok && completed.rule.kind === 'threshold');
  return completed.rule;
}

const memory = rule({ metric: 'process.memory.usage', threshold: '1 GB' });
const growing = rule({ metric: 'process.memory.usage', aggregate: 'slope', threshold: '1 MB/min' });

describe('the text of an alert', () => {
  it('says what, value, limit, how long, which process', () => {
    assert.equal(
      alertText({ subject: 'api (pid 812)', rule: memory, value: 1.2e9, threshold: 1e9, heldMs: 30_000 }),
      'api (pid 812): memory 1.2 GB, limit 1 GB, for 30 s',
    );
  });

  it('names the statistic where the rule judges one', () => {
    const cpu = rule({ metric: 'process.cpu.time', aggregate: 'p95', threshold: '80 %' });
    assert.equal(
      alertText({ subject: 'api', rule: cpu, value: 0.97, threshold: 0.8, heldMs: 65_000 }),
      'api: CPU (p95) 97 %, limit 80 %, for 1 min 05 s',
    );
  });

  it('says how fast something grows and when it will be too much', () => {
    const broken = { subject: 'api', rule: growing, value: 30_000, threshold: 10_000, heldMs: 720_000 };
    assert.equal(alertText(broken), 'api: memory grows 1.8 MB/min for 12 min 00 s');
    assert.equal(
      alertText({ ...broken, level: 928e6, memoryLimitBytes: 1e9 }),
      'api: memory grows 1.8 MB/min for 12 min 00 s, limit in about 40 min',
    );
  });

  it('does not speak of a limit that is days away, or passed', () => {
    const broken = { subject: 'api', rule: growing, value: 30_000, threshold: 10_000, heldMs: 1000 };
    for (const level of [1e9, 90e9]) {
      const text = alertText({ ...broken, level, memoryLimitBytes: level === 1e9 ? 90e9 : 1e9 });
      assert.doesNotMatch(text, /limit/);
    }
  });

  it('speaks of descriptors in the plural', () => {
    const leaking = rule({ metric: 'process.unix.file_descriptor.count', aggregate: 'slope', threshold: '10 /min' });
    assert.equal(
      alertText({ subject: 'api', rule: leaking, value: 0.5, threshold: 0.2, heldMs: 40_000 }),
      'api: file descriptors grow by 30 a minute for 40 s',
    );
  });

  it('keeps capitals that belong to a word', () => {
    assert.deepEqual(['Memory', 'CPU', 'I/O', 'File descriptors'].map(inSentence), [
      'memory',
      'CPU',
      'I/O',
      'file descriptors',
    ]);
  });
});
