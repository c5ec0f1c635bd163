import * as vscode from 'vscode';
import type { MonitorHub } from '../../monitoring/monitorHub';
import { CAPTURE_KINDS, type Capture, type CaptureKind } from '../../shared/capture';
import { processKeySchema } from '../../shared/schemas';
import type { ProcessKey, SessionId } from '../../shared/sample';
import type { Session } from '../../shared/state';
import * as v from 'valibot';
import { Owner } from '../disposables';
import { EVIDENCE_COMMANDS } from '../ids';
import { labelText } from '../labelText';
import { actionText, purposeText } from './evidenceTexts';

/** What the commands lead to. */
export interface EvidenceActions {
  take(sessionId: SessionId, kind: CaptureKind, process?: ProcessKey): Promise<void>;
  open(sessionId: SessionId, file: string): Promise<void>;
  listed(sessionId: SessionId): readonly Capture[];
}

/** The commands about evidence: of the session that the argument names, else of the one that runs or is picked. */
export class EvidenceCommands extends Owner {
  constructor(
    private readonly hub: MonitorHub,
    private readonly actions: EvidenceActions,
  ) {
    super();
    const kinds: Readonly<Record<Exclude<keyof typeof EVIDENCE_COMMANDS, 'takeEvidence'>, CaptureKind>> = {
      recordCpuProfile: 'cpuProfile',
      recordHeapProfile: 'heapProfile',
      takeHeapSnapshot: 'heapSnapshot',
      showThreads: 'threads',
    };
    for (const [name, kind] of Object.entries(kinds)) {
      const command = EVIDENCE_COMMANDS[name as keyof typeof kinds];
      this.register(vscode.commands.registerCommand(command, (argument: unknown) => this.take(kind, argument)));
    }
    this.register(
      vscode.commands.registerCommand(EVIDENCE_COMMANDS.takeEvidence, (argument: unknown) => this.ask(argument)),
    );
  }

  private async take(kind: CaptureKind, argument: unknown): Promise<void> {
    const { session, process } = await this.subjectOf(argument);
    if (session !== undefined) await this.actions.take(session.id, kind, process);
  }

  /** Asks what is to be taken; what was taken already can be opened again. */
  private async ask(argument: unknown): Promise<void> {
    const { session, process } = await this.subjectOf(argument);
    if (session === undefined) return;
    const { id, name } = session;
    const wanted =
      session.endedAtMs === undefined
        ? CAPTURE_KINDS.map((kind) => ({
            label: actionText(kind),
            description: purposeText(kind),
            run: () => this.actions.take(id, kind, process),
          }))
        : [];
    const taken = this.actions.listed(id).map(({ file }) => ({
      label: labelText(file),
      description: vscode.l10n.t('taken already'),
      run: () => this.actions.open(id, file),
    }));
    if (wanted.length + taken.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No evidence was taken of this run.'));
      return;
    }
    const title = vscode.l10n.t('Evidence of {0}', name);
    const chosen = await vscode.window.showQuickPick([...wanted, ...taken.toReversed()], { title });
    await chosen?.run();
  }

  private async subjectOf(argument: unknown): Promise<{ readonly session?: Session; readonly process?: ProcessKey }> {
    const parsed = v.safeParse(subject, argument);
    const { sessionId, process } = parsed.success ? parsed.output : {};
    const running = this.hub.sessions().filter(({ endedAtMs }) => endedAtMs === undefined);
    const named = [...this.hub.sessions(), ...this.hub.pastSessions()].find(({ id }) => id === sessionId);
    if (named !== undefined) return { session: named, ...(process === undefined ? {} : { process }) };
    const [first, second] = running;
    if (first === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is being monitored.'));
      return {};
    }
    if (second === undefined) return { session: first };
    const items = running.map((session) => ({ label: labelText(session.name), description: session.type, session }));
    const title = vscode.l10n.t('Take evidence of which program?');
    const session = (await vscode.window.showQuickPick(items, { title }))?.session;
    return session === undefined ? {} : { session };
  }
}

/** Arguments come from anywhere: a tree's node, a chart, another extension. */
const subject = v.object({
  sessionId: v.exactOptional(v.string()),
  process: v.fallback(v.optional(processKeySchema), undefined),
});
