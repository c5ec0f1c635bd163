import type { Session } from '../../../src/shared/state';
import { NOW_MS } from './data';

/** Texts that would like to be something else: markup, longer than anybody reads, turned round, controls, nothing. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  'a'.repeat(10_000),
  'evil\u202Egpj.exe\u0007\n\tnext line',
  'שרת הדוגמה',
  '<script>alert(1)</script>\u202E'.repeat(20),
  '"><b data-x="',
  '',
];

/** A session in which everything that has a name or a text has a hostile one. */
export function hostileSession(session: Session): Session {
  const [alert] = session.alerts;
  return {
    ...session,
    name: `<b>Server</b> ${'with a very long name '.repeat(500)}`,
    type: '<i>type</i>',
    processes: HOSTILE_TEXTS.map((name, index) => ({
      pid: 900 + index,
      parentPid: index === 0 ? 1 : 900,
      name,
      startTimeMs: NOW_MS - 100_000 + index,
      depth: Number(index > 0),
      alive: index !== 3,
      paused: false,
    })),
    events: HOSTILE_TEXTS.map((text, index) => ({
      kind: index === 0 ? 'crashed' : 'mark',
      timeMs: NOW_MS - 90_000 + index * 10_000,
      text,
    })),
    alerts:
      alert === undefined
        ? []
        : HOSTILE_TEXTS.map((text, index) => ({ ...alert, id: `hostile ${index}`, name: text, message: text })),
    check: { state: 'unhealthy', sinceMs: NOW_MS - 5000, text: HOSTILE_TEXTS.join(' ') },
  };
}
