import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { AgentProcesses } from '../../runtime/agentProcesses';
import { capturedText, notCapturedText } from '../../runtime/capturing/capturedText';
import type { CaptureResult, CaptureTaker } from '../../runtime/capturing/captureTaker';
import type { CaptureTarget } from '../../runtime/capturing/captureTarget';
import type { ProfileKind } from '../../shared/agentFrames';
import type { Capture, CaptureKind } from '../../shared/capture';
import type { Clock } from '../../shared/clock';
import { processKey, type ProcessKey, type SessionId } from '../../shared/sample';
import type { Session } from '../../shared/state';
import { Owner } from '../disposables';
import type { HistoryFeatures } from '../history/historyFeatures';
import { laterPart } from '../laterPart';
import type { RuntimeAgent } from '../runtimeAgent';
import type { DebuggedPrograms } from './debuggedPrograms';
import { EvidenceCommands } from './evidenceCommands';
import { EvidenceDocuments } from './evidenceDocuments';
import { actionText, refusalText } from './evidenceTexts';
import { RuleCaptures, type CapturingAlert } from './ruleCaptures';

/** What taking evidence needs of the rest. */
export interface EvidencePorts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly history: HistoryFeatures;
  readonly reporting: AgentProcesses;
  readonly runtimeAgent: RuntimeAgent;
  /** The debug sessions that can be asked, by id. */
  readonly debugSessions: ReadonlyMap<string, vscode.DebugSession>;
}

/** Takes evidence of what a program does, when a person or a rule asks for it, keeps it with the run and opens it. */
export class EvidenceFeatures extends Owner {
  private readonly taking = laterPart(() => import('./evidenceTaking'));
  private readonly taker = laterPart(() => this.createTaker());
  private readonly documents: EvidenceDocuments;
  /** Where evidence of runs lies that are not kept; gone with the window. */
  private unkept: Promise<string> | undefined;

  constructor(private readonly ports: EvidencePorts) {
    super();
    const { hub } = ports;
    this.documents = this.register(new EvidenceDocuments((sessionId) => this.folderOf(sessionId)));
    this.register(new EvidenceCommands(hub, this));
    this.register(new RuleCaptures(hub, (session, alert) => this.takeByRule(session, alert)));
    this.register({
      dispose: () => {
        this.unkept?.then((path) => rm(path, { recursive: true, force: true })).catch(() => undefined);
      },
    });
  }

  /** Takes evidence at a person's wish, of a process or of the whole session, and opens it; says why where it is not. */
  async take(sessionId: SessionId, kind: CaptureKind, process?: ProcessKey): Promise<void> {
    const session = this.ports.hub.monitor(sessionId)?.session();
    if (session?.endedAtMs !== undefined || session === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('This run is over: nothing can be taken of it any more.'),
      );
      return;
    }
    if (kind === 'threads') {
      await this.takeThreads(sessionId, session.name);
      return;
    }
    const title = vscode.l10n.t('{0}: {1}', actionText(kind), session.name);
    const progress = { location: vscode.ProgressLocation.Notification, title };
    const result = await vscode.window.withProgress(progress, () => this.takeProfile(sessionId, kind, process));
    if (result.kind === 'taken') await this.documents.open(sessionId, result.capture);
    else void vscode.window.showWarningMessage(refusalText(session.name, result.refusal));
  }

  /** Opens evidence that is listed among the events of a session, live or past. */
  async open(sessionId: SessionId, file: string): Promise<void> {
    const capture = this.listed(sessionId).find((one) => one.file === file);
    if (capture !== undefined) await this.documents.open(sessionId, capture);
  }

  /** The evidence of a session, live or past, oldest first. */
  listed(sessionId: SessionId): readonly Capture[] {
    const { hub } = this.ports;
    const session = [...hub.sessions(), ...hub.pastSessions()].find(({ id }) => id === sessionId);
    return session?.events.flatMap(({ capture }) => capture ?? []) ?? [];
  }

  private async takeProfile(sessionId: SessionId, kind: ProfileKind, process?: ProcessKey): Promise<CaptureResult> {
    const taker = await this.taker();
    const result = await taker.take(sessionId, kind, process);
    if (result.kind === 'taken') this.list(sessionId, result.capture, result.process);
    return result;
  }

  /** Its agent is asked first: that also profiles workers that never come round. */
  private async target(
    sessionId: SessionId,
    debugged: DebuggedPrograms,
    process?: ProcessKey,
  ): Promise<CaptureTarget | undefined> {
    const { reporting, runtimeAgent } = this.ports;
    const reached = reporting.captureTarget(sessionId, process);
    const folder = reached === undefined ? undefined : (await runtimeAgent.access())?.folder;
    if (reached === undefined || folder === undefined) return debugged.target(sessionId, process);
    return { ...reached, folder };
  }

  /** Opens nothing: nobody has asked for it just now. Never rejects. */
  private async takeByRule({ id, name }: Session, { capture, process }: CapturingAlert): Promise<void> {
    try {
      const result = await this.takeProfile(id, capture, process);
      if (result.kind === 'refused') {
        this.note(id, (subject) => notCapturedText(subject, capture, result.refusal), process);
      }
    } catch (error) {
      this.ports.log.error(`${name}: what a rule wanted to be taken could not be: ${String(error)}`);
    }
  }

  private async takeThreads(sessionId: SessionId, name: string): Promise<void> {
    const processes = this.ports.hub.monitor(sessionId)?.livingProcesses() ?? [];
    const folder = await this.folderOf(sessionId);
    const { captureThreads } = await this.taking();
    const capture =
      process.platform === 'linux' ? await captureThreads(processes, folder, this.ports.clock.nowMs()) : undefined;
    if (capture === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('{0}: threads and open files can be read on Linux only, and of your own processes.', name),
      );
      return;
    }
    this.list(sessionId, capture);
    await this.documents.open(sessionId, capture);
  }

  private async createTaker(): Promise<CaptureTaker> {
    const { hub, clock, debugSessions, log } = this.ports;
    const { CaptureTaker, DebuggedPrograms } = await this.taking();
    const debugged = new DebuggedPrograms({
      hub,
      sessions: debugSessions,
      log: (text) => {
        log.warn(text);
      },
    });
    return new CaptureTaker({
      clock,
      folderOf: (sessionId) => this.folderOf(sessionId),
      target: (sessionId, process) => this.target(sessionId, debugged, process),
      pauses: (sessionId) => hub.monitor(sessionId)?.session().pauses ?? [],
      isHeld: (sessionId, process) =>
        hub
          .monitor(sessionId)
          ?.session()
          .processes.some((one) => one.paused && processKey(one) === process) === true,
      freeMemoryBytes: () => process.availableMemory(),
      random: () => randomBytes(4).toString('hex'),
    });
  }

  private list(sessionId: SessionId, capture: Capture, process?: ProcessKey): void {
    this.note(sessionId, (subject) => capturedText(subject, capture), process, capture);
  }

  /** Puts an event into the session's list; its text is about the process, without one about the session. */
  private note(
    sessionId: SessionId,
    textAbout: (subject: string) => string,
    process?: ProcessKey,
    capture?: Capture,
  ): void {
    const { hub, clock } = this.ports;
    const monitor = hub.monitor(sessionId);
    if (monitor === undefined) return;
    const subject = process === undefined ? monitor.facts.name : monitor.alerts.nameOf(process);
    hub.ingest(sessionId, {
      kind: 'captured',
      timeMs: clock.nowMs(),
      text: textAbout(subject),
      ...(capture === undefined ? {} : { capture }),
      ...(process === undefined ? {} : { process }),
    });
  }

  private folderOf(sessionId: SessionId): Promise<string> {
    const kept = this.ports.history.evidenceFolder(sessionId);
    if (kept !== undefined) return Promise.resolve(kept);
    this.unkept ??= mkdtemp(join(tmpdir(), 'process-monitor-evidence-'));
    return this.unkept;
  }
}
