import assert from 'node:assert/strict';
import { Outbox, type Notice } from '../../../src/alerting/outbox';

function notice(key: string, part: Partial<Notice> = {}): Notice {
  return {
    key,
    cooldownMs: 300_000,
    isUrgent: false,
    momentMs: 0,
    severity: 'warning',
    text: `${key} is wrong`,
    rules: [key],
    ...part,
  };
}

/** An outbox that is ticked each second from second 0 on. */
class Ticked {
  readonly outbox = new Outbox('api');
  readonly toasts: string[] = [];
  private second = 0;
  unwanted = new Set<string>();

  add(...notices: readonly Notice[]): this {
    for (const one of notices) this.outbox.add(one, this.second * 1000);
    return this;
  }

  /** Ticks up to and including a second. */
  until(second: number): this {
    for (; this.second <= second; this.second++) {
      for (const { text } of this.outbox.take(this.second * 1000, ({ key }) => !this.unwanted.has(key))) {
        this.toasts.push(`${this.second}: ${text}`);
      }
    }
    this.second = second;
    return this;
  }
}

describe('the outbox', () => {
  it('tells one alert by its own message, after 3 s', () => {
    const ticked = new Ticked().add(notice('a')).until(2);
    assert.deepEqual(ticked.toasts, []);
    assert.deepEqual(ticked.until(9).toasts, ['3: a is wrong']);
  });

  it('tells what comes within 3 s together', () => {
    const ticked = new Ticked().add(notice('a')).until(2).add(notice('b'), notice('c')).until(9);
    assert.deepEqual(ticked.toasts, ['3: 3 alerts in api']);
  });

  it('tells no more than one in 60 s, and then all that has come', () => {
    const ticked = new Ticked().add(notice('a')).until(10).add(notice('b')).until(40).add(notice('c')).until(100);
    assert.deepEqual(ticked.toasts, ['3: a is wrong', '63: 2 alerts in api']);
  });

  it('drops what has become pointless while it waited', () => {
    const ticked = new Ticked().add(notice('a')).until(10).add(notice('b'), notice('c'));
    ticked.unwanted.add('b');
    assert.deepEqual(ticked.until(100).toasts, ['3: a is wrong', '63: c is wrong']);
    const other = new Ticked().add(notice('a'));
    other.unwanted.add('a');
    assert.deepEqual(other.until(10).toasts, []);
  });

  it('tells a crash at once, whatever was told before, and holds nothing back for it', () => {
    const ticked = new Ticked()
      .add(notice('a'))
      .until(5)
      .add(notice('crash', { isUrgent: true }))
      .until(5);
    assert.deepEqual(ticked.toasts, ['3: a is wrong', '5: crash is wrong']);
    const first = new Ticked()
      .add(notice('crash', { isUrgent: true }))
      .until(1)
      .add(notice('a'))
      .until(9);
    assert.deepEqual(first.toasts, ['0: crash is wrong', '4: a is wrong']);
  });

  it('keeps a crash when the run is over, and drops the rest', () => {
    const ticked = new Ticked().add(notice('a'), notice('crash', { isUrgent: true }));
    ticked.outbox.clear();
    assert.deepEqual(ticked.until(9).toasts, ['0: crash is wrong']);
    assert.equal(ticked.outbox.isEmpty, true);
  });

  it('tells a key again only after its cooldown', () => {
    const ticked = new Ticked().add(notice('a')).until(302).add(notice('a')).until(400);
    assert.deepEqual(ticked.toasts, ['3: a is wrong']);
    assert.deepEqual(new Ticked().add(notice('a')).until(303).add(notice('a')).until(400).toasts, [
      '3: a is wrong',
      '306: a is wrong',
    ]);
    const short = new Ticked()
      .add(notice('a', { cooldownMs: 60_000 }))
      .until(100)
      .add(notice('a'))
      .until(200);
    assert.deepEqual(short.toasts, ['3: a is wrong', '103: a is wrong']);
  });

  it('doubles the cooldown of what flaps, up to an hour, and forgives after a quiet time', () => {
    const ticked = new Ticked();
    for (let second = 0; second <= 36_000; second += 30) ticked.until(second).add(notice('a'));
    const times = ticked.toasts.map((toast) => Number(toast.split(':')[0]));
    const minutes = times.slice(1).map((time, i) => (time - (times[i] ?? 0)) / 60);
    // Asked for every 30 s and gathered for 3 s, each comes a little later than its cooldown is over.
    assert.deepEqual(minutes.slice(0, 7).map(Math.floor), [5, 10, 20, 40, 60, 60, 60]);
    const forgiven = ticked.until(36_000 + 3_700).toasts.length;
    ticked.add(notice('a')).until(39_800).add(notice('a')).until(40_005).add(notice('a')).until(40_100);
    assert.equal(ticked.toasts.length, forgiven + 1);
    assert.equal(
      ticked
        .until(36_000 + 8_000)
        .add(notice('a'))
        .until(44_010).toasts.length,
      forgiven + 2,
    );
  });

  it('tells nothing while it is snoozed', () => {
    const ticked = new Ticked().add(notice('a'));
    ticked.outbox.snooze(600_000);
    ticked.until(100).add(notice('b')).until(600).add(notice('c')).until(700);
    assert.deepEqual(ticked.toasts, ['603: c is wrong']);
    ticked.outbox.snooze(Infinity);
    assert.equal(ticked.add(notice('d')).until(90_000).toasts.length, 1);
  });

  it('tells nothing of a key until it is fixed', () => {
    const ticked = new Ticked().add(notice('a'));
    ticked.outbox.snoozeKeys(['a']);
    ticked.until(10).add(notice('a'), notice('b')).until(100);
    assert.deepEqual(ticked.toasts, ['13: b is wrong']);
    ticked.outbox.fixed('a');
    assert.equal(ticked.add(notice('a')).until(200).toasts.at(-1), '103: a is wrong');
  });

  it('says what is behind a toast: the worst severity, the latest moment, rules and keys', () => {
    const { outbox } = new Ticked();
    outbox.add(notice('a', { momentMs: 7 }), 0);
    outbox.add(notice('b', { momentMs: 9, severity: 'critical' }), 0);
    const [toast] = outbox.take(3_000, () => true);
    assert.deepEqual(toast, {
      severity: 'critical',
      text: '2 alerts in api',
      momentMs: 9,
      rules: ['a', 'b'],
      keys: ['a', 'b'],
    });
  });
});
