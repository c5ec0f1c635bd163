import assert from 'node:assert/strict';
import { crashReport } from '../../../src/history/crashReport';
import { reportChart } from '../../../src/history/reportChart';
import { SessionStore } from '../../../src/series/sessionStore';
import { TimeSeries } from '../../../src/series/timeSeries';
import { appendSeconds, HEADER, SESSION } from '../../support/recordedRun';
import { T0 } from '../../support/rounds';

describe('the report of what happened before a run ended', () => {
  const endedAtMs = T0 + 40_000;
  const run: Parameters<typeof crashReport>[0] = {
    header: { ...HEADER, configuration: '<b>Launch</b> [x](y)' },
    session: {
      ...SESSION,
      endedAtMs,
      reason: 'Exited with code 3.',
      events: [{ kind: 'ended', timeMs: endedAtMs, text: '![](https://somewhere)' }],
    },
    output: ['last words', '```'],
  };

  it('has charts of the last minutes, drawn in pictures of its own', () => {
    const store = new SessionStore();
    appendSeconds(store, 0, 41);
    const text = crashReport(run, 'server', store, (timeMs) => `${(timeMs - T0) / 1_000} s`);
    assert.match(text, /^# What happened before server died/);
    assert.match(text, /!\[CPU\]\[process\.cpu\.time\]\n\n!\[Memory\]\[process\.memory\.usage\]\n/);
    const data = /^\[process\.memory\.usage\]: data:image\/svg\+xml;base64,(\S+)$/m.exec(text)?.[1] ?? '';
    const picture = Buffer.from(data, 'base64').toString();
    assert.match(picture, /^<svg .*Memory.*at most 4\.99 MB.*40 s before.*the end.*<\/svg>$/);
    assert.equal(picture.match(/L\d/g)?.length, 40);
  });

  it('shows what others wrote as text, and has no charts without values', () => {
    const text = crashReport(run, '# server', new SessionStore(), String);
    assert.match(text, /before \\# server died/);
    assert.ok(!text.includes('![') && !text.includes('<b>') && !text.includes('data:'), text);
    assert.match(text, /````text\nlast words\n```\n````/);
  });
});

describe('reportChart', () => {
  const draw = (series: TimeSeries, title = 'A'): string | undefined =>
    reportChart({ title, series, quantity: 'count', fromMs: 0, toMs: 10_000 });

  it('breaks the line at a gap, and stands on zero', () => {
    const series = new TimeSeries('gauge');
    series.append(0, 4);
    series.append(5_000, 2);
    series.appendGap(6_000);
    series.append(10_000, 0);
    assert.match(draw(series) ?? '', /d="M0\.0 20\.0L320\.0 65\.0M640\.0 110\.0"/);
  });

  it('draws nothing of a single point, and a line of zeros at the bottom', () => {
    const series = new TimeSeries('gauge');
    series.append(0, 0);
    assert.equal(draw(series), undefined);
    series.append(10_000, 0);
    assert.match(draw(series, '"<a>&') ?? '', /&#34;&#60;a&#62;&#38;.*d="M0\.0 110\.0L640\.0 110\.0"/);
  });
});
