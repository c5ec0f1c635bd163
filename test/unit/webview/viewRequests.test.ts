import assert from 'node:assert/strict';
import type { View } from '../../../src/shared/view';
import { createViewRequests } from '../../../webview/viewRequests';
import { VIEW } from './builders';

describe('requests for views', () => {
  let sent: View[];
  let due: (() => void)[];
  let request: (view: View) => void;

  beforeEach(() => {
    sent = [];
    due = [];
    request = createViewRequests(
      (view) => sent.push(view),
      (_, run) => {
        due.push(run);
        return () => {
          due = [];
        };
      },
    );
  });

  const spanFrom = (fromMs: number): View => ({ ...VIEW, range: { fromMs, toMs: fromMs + 1_000 } });

  it('ask for the first and the last of spans that follow each other quickly', () => {
    for (const fromMs of [1, 2, 3]) request(spanFrom(fromMs));
    assert.deepEqual(sent, [spanFrom(1)]);
    due.shift()?.();
    assert.deepEqual(sent, [spanFrom(1), spanFrom(3)]);
    due.shift()?.();
    assert.equal(sent.length, 2);
    assert.equal(due.length, 0);
  });

  it('ask for anything else at once, and forget a span that still waits', () => {
    request(spanFrom(1));
    request(spanFrom(2));
    request(VIEW);
    assert.deepEqual(sent, [spanFrom(1), VIEW]);
    assert.equal(due.length, 0);
  });
});
