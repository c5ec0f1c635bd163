import type * as vscode from 'vscode';

const TIMEOUT_MS = 3_000;

/** Asks a debug session's adapter; undefined if it refuses or no answer comes in 3 s. */
export async function requestOf(
  session: vscode.DebugSession,
  command: string,
  args?: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, TIMEOUT_MS);
  });
  try {
    return await Promise.race([session.customRequest(command, args), timeout]);
  } catch {
    // The adapter refused: as good as no answer.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Evaluates an expression in a debug session that runs or stands; undefined if no answer comes in 3 s. */
export async function evaluateIn(session: vscode.DebugSession, expression: string): Promise<string | undefined> {
  const answer = await requestOf(session, 'evaluate', { expression, context: 'repl' });
  return typeof answer === 'object' && answer !== null && 'result' in answer && typeof answer.result === 'string'
    ? answer.result
    : undefined;
}

/** The same, to sessions by their id; undefined also where there is none. */
export function requestsTo(sessions: ReadonlyMap<string, vscode.DebugSession>): {
  evaluate(sessionId: string, expression: string): Promise<string | undefined>;
  request(sessionId: string, command: string): Promise<unknown>;
} {
  return {
    evaluate: async (sessionId, expression) => {
      const session = sessions.get(sessionId);
      return session && evaluateIn(session, expression);
    },
    request: async (sessionId, command) => {
      const session = sessions.get(sessionId);
      return session && requestOf(session, command);
    },
  };
}
