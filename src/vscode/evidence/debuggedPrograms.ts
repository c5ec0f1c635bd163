import * as v from 'valibot';
import * as vscode from 'vscode';
import { isNodeType, readChildName } from '../../launching/targets/jsDebug';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { CaptureTarget } from '../../runtime/capturing/captureTarget';
import type { InspectorAddress } from '../../runtime/inspecting/socketInspection';
import { processKey, type ProcessKey, type SessionId } from '../../shared/sample';
import { laterPart } from '../laterPart';

/** What reaching programs through their debugger needs of the rest. */
export interface DebuggedProgramsPorts {
  readonly hub: MonitorHub;
  /** The debug sessions that can be asked, by id. */
  readonly sessions: ReadonlyMap<string, vscode.DebugSession>;
  readonly log: (text: string) => void;
}

/** Reaches Node programs that our agent is not in through js-debug, which shares its connection to their inspectors. */
export class DebuggedPrograms {
  /** What speaks to inspectors. */
  private readonly inspecting = laterPart(() => import('../../runtime/inspecting/debuggedTarget'));

  constructor(private readonly ports: DebuggedProgramsPorts) {}

  /**
   * Of what evidence can be taken: of the process that is given, else of the one of the session that uses the most CPU.
   * Undefined where js-debug does not have it, or does not share it.
   */
  async target(sessionId: SessionId, process?: ProcessKey): Promise<CaptureTarget | undefined> {
    const { sessions, log } = this.ports;
    const [found] = this.programs(sessionId).filter((program) => process === undefined || program.process === process);
    if (found === undefined) return undefined;
    const workers = [...sessions.values()].filter(
      ({ name, parentSession }) => parentSession?.id === found.session.id && readChildName(name).kind === 'worker',
    );
    const addresses = await Promise.all([found.session, ...workers].map(sharedInspector));
    const [main, ...others] = addresses;
    if (main === undefined) return undefined;
    try {
      const { debuggedTarget } = await this.inspecting();
      return await debuggedTarget(found.process, [main, ...others.filter((one) => one !== undefined)]);
    } catch (error) {
      log(`${found.session.name}: its debugger cannot be asked for evidence: ${String(error)}`);
      return undefined;
    }
  }

  /** The processes that js-debug has, those that use the most CPU first. */
  private programs(
    sessionId: SessionId,
  ): readonly { readonly process: ProcessKey; readonly session: vscode.DebugSession }[] {
    const monitor = this.ports.hub.monitor(sessionId);
    if (monitor === undefined) return [];
    const cpu = ({ store }: typeof monitor, process: ProcessKey): number =>
      store.find({ metric: 'process.cpu.time', attributes: '', process })?.latest ?? 0;
    return monitor
      .livingProcesses()
      .flatMap((info) => {
        const process = processKey(info);
        const session = this.ports.sessions.get(monitor.debuggeeOf(process) ?? '');
        return session !== undefined && isNodeType(session.type) ? [{ process, session }] : [];
      })
      .toSorted((a, b) => cpu(monitor, b.process) - cpu(monitor, a.process));
  }
}

/** So long js-debug may take to say where it shares an inspector. */
const SHARED_WITHIN_MS = 3_000;

/** Where js-debug shares its connection to a thread's inspector (its CDP_SHARE.md); undefined where it does not. */
async function sharedInspector({ id }: vscode.DebugSession): Promise<InspectorAddress | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, SHARED_WITHIN_MS, undefined)));
  try {
    const shared: unknown = await Promise.race([
      vscode.commands.executeCommand('extension.js-debug.requestCDPProxy', id),
      late,
    ]);
    return v.is(inspectorAddress, shared) ? shared : undefined;
  } catch {
    // A js-debug that has no such command, or whose session has ended.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

const inspectorAddress = v.object({
  host: v.picklist(['127.0.0.1', '::1', 'localhost']),
  port: v.pipe(v.number(), v.integer()),
  path: v.pipe(v.string(), v.startsWith('/')),
});
