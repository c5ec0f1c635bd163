import * as vscode from 'vscode';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { ConfiguredChecks } from '../../monitoring/health/decodeChecks';
import { commandProbe } from '../../runtime/health/commandProbe';
import { httpProbe } from '../../runtime/health/httpProbe';
import type { Probe } from '../../runtime/health/probe';
import { ProbeRounds, type ProbePlan } from '../../runtime/health/probeRounds';
import { ownHeaders } from '../../runtime/ownRequests';
import { tcpProbe } from '../../runtime/health/tcpProbe';
import type { Clock } from '../../shared/clock';
import { DEFAULT_TIMING } from '../../shared/health';
import type { SessionId } from '../../shared/sample';
import { Owner } from '../disposables';
import { affectsChecks, readChecks } from './healthSettings';

export interface HealthPorts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  /** Asks the programs of a session that report from inside. */
  pings(sessionId: SessionId): readonly Probe[];
  /** What our own requests carry, so that programs that report from inside do not count them. */
  mark(): string | undefined;
}

/** Asks all running sessions whether they are well, as the settings say, and tells the hub what came of it. */
export class HealthFeatures extends Owner {
  private checks: ReadonlyMap<string, ConfiguredChecks> = new Map();
  private readonly told = new Set<string>();

  constructor(private readonly ports: HealthPorts) {
    super();
    const { hub, clock } = ports;
    const rounds = this.register(
      new ProbeRounds({
        clock,
        tell: (sessionId, report) => {
          hub.ingest(sessionId, { kind: 'probed', ...report });
        },
      }),
    );
    this.read();
    this.register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affectsChecks(event)) this.read();
      }),
    );
    this.register({
      dispose: hub.onUpdate(({ session, timeMs }) => {
        const { id, name, state } = session;
        if (session.endedAtMs !== undefined) rounds.forget(id);
        else if (state === 'running' || state === 'paused') rounds.pass(id, this.plan(id, name), timeMs);
      }),
    });
  }

  private plan(sessionId: SessionId, name: string): ProbePlan {
    const checks = this.checks.get(name);
    const configured = checks === undefined ? [] : probesOf(checks, this.ports.mark());
    return { probes: [...configured, ...this.ports.pings(sessionId)], timing: checks?.timing ?? DEFAULT_TIMING };
  }

  private read(): void {
    const { checks, problems } = readChecks();
    this.checks = checks;
    for (const problem of problems) {
      if (this.told.has(problem)) continue;
      this.told.add(problem);
      this.ports.log.warn(problem);
      // Nobody waits for the answer: a toast's promise may never resolve.
      void vscode.window.showWarningMessage(problem);
    }
  }
}

/** The probes of an entry. A command runs in trusted workspaces only, whoever has written it. */
function probesOf({ http, tcp, command }: ConfiguredChecks, mark: string | undefined): readonly Probe[] {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const where = folder === undefined ? {} : { cwd: folder.uri.fsPath };
  return [
    ...(http === undefined ? [] : [httpProbe(new URL(http), ownHeaders(mark))]),
    ...(tcp === undefined ? [] : [tcpProbe(tcp)]),
    ...(command === undefined || !vscode.workspace.isTrusted ? [] : [commandProbe({ ...command, ...where })]),
  ];
}
