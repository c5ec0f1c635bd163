import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { SessionId } from '../../shared/sample';
import { stepCost, type Usage } from '../../stepping/stepCost';
import { StopHistory } from '../../stepping/stopHistory';
import { placeTexts, stepText } from '../../stepping/stepText';
import { evaluateIn, requestOf } from '../debugRequests';
import { rootOf } from '../debugSessions';
import { Owner } from '../disposables';
import { StepDecorations } from './stepDecorations';
import { readReceived, readSent, readTopFrame, type StepMessage } from './stepMessages';
import { readUsage, type UsagePorts } from './usageReader';

export interface StepPorts extends UsagePorts {
  readonly hub: MonitorHub;
  /** Whether anything is to be told; asked at every stop and start. */
  isEnabled(): boolean;
  log(text: string): void;
}

/** What is known of a debug session between two stops. */
interface Stepping {
  /** What its run had used when it was last let go. */
  before: Promise<Usage> | undefined;
  /** The heap at the last stop, bytes: nobody can ask for it while the program runs. */
  heapBytes: number | undefined;
  /** Grows with each stop and each resumption, so that a late answer is not shown for another stop. */
  turn: number;
}

/** Types of debuggers that can be asked for the heap of Node. */
const NODE_TYPES: ReadonlySet<string> = new Set(['pwa-node', 'node']);

/** Tells at each stop of a debugger what it took to come there: behind the line, and among the events of the run. */
export class StepTelling extends Owner {
  private readonly decorations = this.register(new StepDecorations());
  private readonly history = new StopHistory();
  private readonly sessions = new Map<string, Stepping>();

  constructor(private readonly ports: StepPorts) {
    super();
    this.register(
      vscode.debug.onDidTerminateDebugSession(({ id }) => {
        this.sessions.delete(id);
        this.decorations.set(id, undefined);
      }),
    );
  }

  /** Follows what a debugger says of a session. */
  track(session: vscode.DebugSession): vscode.DebugAdapterTracker {
    return {
      onWillReceiveMessage: (message: unknown) => {
        this.take(session, readReceived(message));
      },
      onDidSendMessage: (message: unknown) => {
        this.take(session, readSent(message));
      },
    };
  }

  private take(session: vscode.DebugSession, message: StepMessage | undefined): void {
    if (message === undefined || !this.ports.isEnabled()) return;
    const stepping = this.steppingOf(session.id);
    stepping.turn += 1;
    switch (message.kind) {
      case 'started':
        stepping.before = Promise.resolve({ timeMs: this.ports.nowMs(), processes: new Map() });
        return;
      case 'resumed':
        this.decorations.set(session.id, undefined);
        stepping.before = this.usage(rootOf(session).id);
        return;
      case 'stopped':
        this.handleStop(session, stepping, message.threadId).catch((error: unknown) => {
          this.ports.log(`What a step took could not be told: ${String(error)}`);
        });
        return;
    }
  }

  private async handleStop(session: vscode.DebugSession, stepping: Stepping, threadId?: number): Promise<void> {
    const { turn, heapBytes } = stepping;
    const root = rootOf(session).id;
    // js-debug launches by one session and stops in one below it.
    const before = stepping.before ?? this.sessions.get(root)?.before;
    const used = await this.usage(root);
    if (before === undefined || this.ports.hub.monitor(root) === undefined) return;
    const [then, heapNow, place] = await Promise.all([before, heapOf(session), placeOf(session, threadId)]);
    if (heapNow !== undefined) stepping.heapBytes = heapNow;
    const cost = stepCost(withHeap(then, heapBytes), withHeap(used, heapNow));
    if (place === undefined) return;
    const text = stepText(cost);
    this.ports.hub.ingest(root, {
      kind: 'stepped',
      timeMs: this.ports.nowMs(),
      text: `${basename(place.path)}:${place.line}: ${text}`,
    });
    const details = placeTexts(this.history.add(place, cost));
    if (stepping.turn === turn) this.decorations.set(session.id, { ...place, text, details });
  }

  private usage(sessionId: SessionId): Promise<Usage> {
    return readUsage(this.ports, this.ports.hub.monitor(sessionId)?.livingProcesses() ?? []);
  }

  private steppingOf(sessionId: string): Stepping {
    const known = this.sessions.get(sessionId);
    if (known !== undefined) return known;
    const added: Stepping = { before: undefined, heapBytes: undefined, turn: 0 };
    this.sessions.set(sessionId, added);
    return added;
  }
}

function withHeap(usage: Usage, heapBytes: number | undefined): Usage {
  return heapBytes === undefined ? usage : { ...usage, heapBytes };
}

async function heapOf(session: vscode.DebugSession): Promise<number | undefined> {
  if (!NODE_TYPES.has(session.type)) return undefined;
  const bytes = Number(await evaluateIn(session, 'process.memoryUsage().heapUsed'));
  return Number.isFinite(bytes) ? bytes : undefined;
}

async function placeOf(
  session: vscode.DebugSession,
  threadId: number | undefined,
): Promise<{ readonly path: string; readonly line: number } | undefined> {
  if (threadId === undefined) return undefined;
  const frame = readTopFrame(await requestOf(session, 'stackTrace', { threadId, startFrame: 0, levels: 1 }));
  return frame && { ...frame, path: filePath(frame.path) };
}

/** In a window that is connected to another machine, or runs in a browser, the editor makes URIs of its own of paths. */
function filePath(path: string): string {
  return /^[a-z][\w+.-]+:\/\//i.test(path) ? vscode.Uri.file(vscode.Uri.parse(path).path).fsPath : path;
}
