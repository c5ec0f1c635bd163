import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { MonitorHub } from './monitoring/monitorHub';
import { AgentProcesses } from './runtime/agentProcesses';
import { createSystemClock } from './sampling/systemClock';
import { AgentEntry } from './vscode/agentEntry';
import { AlertFeatures } from './vscode/alertFeatures';
import type { ProcessMonitorApi } from './vscode/api';
import { ApiAdapter } from './vscode/apiAdapter';
import { WorkspaceBaselines } from './vscode/baselines';
import { BudgetSettings } from './vscode/budgetSettings';
import { Commands } from './vscode/commands';
import { ComparisonFeatures } from './vscode/comparing/comparisonFeatures';
import { requestsTo } from './vscode/debugRequests';
import { DebugSessions } from './vscode/debugSessions';
import { EvidenceFeatures } from './vscode/evidence/evidenceFeatures';
import { ExportFeatures } from './vscode/exporting/exportFeatures';
import { HealthFeatures } from './vscode/health/healthFeatures';
import { HistoryFeatures } from './vscode/history/historyFeatures';
import { LaunchFeatures } from './vscode/launch/launchFeatures';
import { LaunchMarking } from './vscode/launchMarking';
import { addMark } from './vscode/marks';
import type { PanelHost } from './vscode/panelHost';
import { createPanels } from './vscode/panels';
import { Picking } from './vscode/picking';
import { Runs } from './vscode/runs';
import { createRuntimeAgent } from './vscode/runtime/createRuntimeAgent';
import { RuntimeFeatures } from './vscode/runtime/runtimeFeatures';
import type { RuntimeAgent } from './vscode/runtimeAgent';
import { Sampling } from './vscode/sampling';
import { onDidChangeSettings } from './vscode/settings';
import { SettingsKeeper } from './vscode/settingsKeeper';
import { StatusBarFeed } from './vscode/statusBarFeed';
import { StepFeatures } from './vscode/stepping/stepFeatures';
import { TakenUpRuns } from './vscode/takenUpRuns';

/** Creates the parts, wires them and hands them to the context that owns them. */
export function activate(context: vscode.ExtensionContext): ProcessMonitorApi {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(vscode.window.createOutputChannel('Process Monitor', { log: true }));
  const logged = (text: string): void => {
    log.info(text);
  };
  const show = (sessionId?: string, momentMs?: number): void => {
    panels.open(sessionId, momentMs);
  };
  const clock = createSystemClock();
  const settings = new SettingsKeeper(log);
  const hub = new MonitorHub({}, new WorkspaceBaselines(context.workspaceState, logged));

  const reporting = new AgentProcesses(clock, ({ sessionId, ...told }) => {
    hub.ingest(sessionId, { kind: 'incident', timeMs: clock.nowMs(), ...told });
  });
  const runtimes = own(
    new RuntimeFeatures({
      hub,
      clock,
      log,
      context,
      settings: () => settings.current,
      mark: () => runtimeAgent.mark,
      markerOf: (sessionId) => sampling.markerOf(sessionId),
    }),
  );
  const sampling: Sampling = own(
    new Sampling(settings.current, clock, {
      droppedSamples: () => hub.droppedSamples,
      log: log.warn.bind(log),
      onRound: (round) => {
        hub.ingest(round.sessionId, runtimes.enrich(reporting.enrich(round, settings.current.injectAgent)));
      },
      onSelf: (timeMs, readings) => {
        hub.ingestSelf(timeMs, readings);
      },
      onStatus: (status) => {
        hub.setIntervalMs(status.intervalMs);
        panels.refresh();
        statusBar.refresh();
      },
    }),
  );
  const debugSessions = new Map<string, vscode.DebugSession>();
  const history: HistoryFeatures = own(
    new HistoryFeatures({
      hub,
      clock,
      log,
      context,
      debugSession: (sessionId) => debugSessions.get(sessionId),
      show,
      onChanged: () => {
        panels.refresh();
      },
    }),
  );
  const isWatched = (): boolean => panels.isVisible;
  const runtimeAgent: RuntimeAgent = own(
    createRuntimeAgent(context, { clock, processes: reporting, isWatched, log: logged }),
  );
  const { extensionUri } = context;
  const evidence = own(new EvidenceFeatures({ hub, clock, log, history, reporting, runtimeAgent, debugSessions }));
  const agentEntry: AgentEntry = own(
    new AgentEntry({
      clock,
      sessions: debugSessions,
      isWanted: () => settings.current.injectAgent,
      access: () => runtimeAgent.access(),
      log: logged,
    }),
  );
  const runs = own(
    new Runs(
      hub,
      sampling,
      {
        clock,
        hostPid: process.pid,
        listProcesses: () => sampling.listProcesses(),
        findProcess: (pid) => sampling.findProcess(pid),
        canFindMarked: () => sampling.canFindMarked(),
        findMarked: (processes, marker) => sampling.findMarked(processes, marker),
        describe: (identity) => sampling.describe(identity),
        ...requestsTo(debugSessions),
        onFound: (debuggee) => {
          agentEntry.enter(debuggee);
        },
        log: logged,
      },
      () => settings.current,
      history.earlierRuns,
    ),
  );
  own(new DebugSessions([runs, agentEntry], debugSessions));
  const newId = (): string => randomBytes(16).toString('hex');
  own(new LaunchMarking(() => settings.current, newId, runtimeAgent, runtimes));

  const picking = new Picking({
    listProcesses: () => sampling.listProcesses(),
    findProcess: (pid) => sampling.findProcess(pid),
    describe: (identity) => sampling.describe(identity),
    readOnce: (processes) => sampling.readOnce(processes),
    nowMs: () => clock.nowMs(),
    watch: (target, picked) => runs.watchPicked(target, picked),
    show,
  });
  const panels: PanelHost = own(
    createPanels({
      hub,
      clock,
      log,
      extensionUri,
      memento: context.workspaceState,
      sampling,
      history,
      runs,
      picking,
      evidence,
      align: (mark) => comparing.align(mark),
    }),
  );
  const comparing: ComparisonFeatures = own(
    new ComparisonFeatures({
      hub,
      log,
      runs: () => history.runs(),
      read: (id) => history.read(id),
      runIdOf: (sessionId) => history.runIdOf(sessionId),
      show: (comparison) => {
        panels.compare(comparison);
      },
    }),
  );
  own(
    new Commands({
      openPanel: show,
      stopMonitoring: (sessionId) => {
        runs.stop(sessionId);
      },
      monitorProcess: (sessionId) => picking.monitorProcess(sessionId),
      monitorTerminal: (argument) => picking.monitorTerminal(argument),
      addMark: (sessionId) => addMark(hub, clock, sessionId),
      showLog: () => {
        log.show();
      },
      running: () => hub.sessions().filter((session) => session.endedAtMs === undefined),
    }),
  );
  own(
    new AlertFeatures(hub, clock, log, {
      show,
      report: async (sessionId) => {
        if (!(await history.report(sessionId))) panels.open(sessionId);
      },
      takeEvidence: (sessionId, kind, process) => evidence.take(sessionId, kind, process),
    }),
  );
  own(
    new ExportFeatures({
      hub,
      clock,
      log,
      secrets: context.secrets,
      kept: {
        pastRuns: () => history.kept(),
        load: (sessionId) => history.load(sessionId),
        fill: (sessionId, store) => history.fill(sessionId, store),
      },
      intervalMs: () => sampling.status().intervalMs,
      visibleSpan: (sessionId) => panels.visibleSpan(sessionId),
      show,
    }),
  );
  own(
    new LaunchFeatures({
      extensionUri,
      pickProcess: () => picking.pick(),
      liveSessions: () => [...debugSessions.values()],
      show,
    }),
  );
  own(
    new StepFeatures({
      hub,
      nowMs: () => clock.nowMs(),
      readOnce: (processes) => sampling.readOnce(processes),
      threadsCpuSeconds: (pid) => sampling.threadsCpuSeconds(pid),
      isEnabled: () => settings.current.showStepCost,
      log: logged,
    }),
  );
  const statusBar: StatusBarFeed = own(new StatusBarFeed(hub, clock, () => sampling.status()));
  own(new BudgetSettings(hub, clock, log));
  own(new HealthFeatures({ hub, clock, log, pings: (id) => reporting.pings(id), mark: () => runtimeAgent.mark }));
  own(
    onDidChangeSettings(() => {
      sampling.apply(settings.refresh()).catch((error: unknown) => {
        log.error(`The changed settings could not be applied: ${String(error)}`);
      });
    }),
  );

  own(new TakenUpRuns({ hub, log, runs, history, runtimeAgent, memento: context.workspaceState }));
  return own(new ApiAdapter(hub, show)).api;
}
