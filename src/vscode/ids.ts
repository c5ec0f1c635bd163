/** Every command, setting and view of the manifest, so that one which is forgotten does not compile. */
export const COMMANDS = {
  openPanel: 'processMonitor.openPanel',
  stopMonitoring: 'processMonitor.stopMonitoring',
  monitorProcess: 'processMonitor.monitorProcess',
  monitorTerminal: 'processMonitor.monitorTerminal',
  addMark: 'processMonitor.addMark',
  showLog: 'processMonitor.showLog',
} as const;

/** The commands about alerts. */
export const ALERT_COMMANDS = {
  snooze: 'processMonitor.snoozeAlerts',
  muteSession: 'processMonitor.muteSession',
  alertAbove: 'processMonitor.alertAbove',
} as const;

/** The commands that start programs in order to monitor them. */
export const LAUNCH_COMMANDS = {
  monitorLaunchConfig: 'processMonitor.monitorLaunchConfig',
  attachToProcess: 'processMonitor.attachToProcess',
  restart: 'processMonitor.restart',
  /** Answers `${command:PickProcess}` of a configuration; not for people. */
  pickProcessId: 'processMonitor.pickProcessId',
} as const;

/** The commands about past runs. */
export const HISTORY_COMMANDS = {
  openRun: 'processMonitor.openRun',
  renameRun: 'processMonitor.renameRun',
  pinRun: 'processMonitor.pinRun',
  unpinRun: 'processMonitor.unpinRun',
  deleteRun: 'processMonitor.deleteRun',
  showReport: 'processMonitor.showReport',
} as const;

/** The commands that hold runs against each other. */
export const COMPARE_COMMANDS = {
  compareWithLastRun: 'processMonitor.compareWithLastRun',
  compareRuns: 'processMonitor.compareRuns',
} as const;

/** The commands that carry values elsewhere. */
export const EXPORT_COMMANDS = {
  copyScrapeConfig: 'processMonitor.copyScrapeConfig',
  exportSession: 'processMonitor.exportSession',
  importSession: 'processMonitor.importSession',
  setOtlpHeaders: 'processMonitor.setOtlpHeaders',
  copyCurrentMetrics: 'processMonitor.copyCurrentMetrics',
} as const;

/** The commands that take evidence of what a program does. */
export const EVIDENCE_COMMANDS = {
  takeEvidence: 'processMonitor.takeEvidence',
  recordCpuProfile: 'processMonitor.recordCpuProfile',
  recordHeapProfile: 'processMonitor.recordHeapProfile',
  takeHeapSnapshot: 'processMonitor.takeHeapSnapshot',
  showThreads: 'processMonitor.showThreads',
} as const;

/** The tree of past runs. */
export const PAST_RUNS_VIEW = 'processMonitor.pastRuns';

/** The scheme of documents that tell what happened before a run ended. */
export const REPORT_SCHEME = 'process-monitor-report';

/** The scheme of documents that tell what threads wait for and what is open. */
export const EVIDENCE_SCHEME = 'process-monitor-evidence';

/** The tree of launch configurations. */
export const LAUNCH_VIEW = 'processMonitor.launchConfigurations';

/** The tree of monitored sessions. */
export const SESSIONS_VIEW = 'processMonitor.sessions';

export const PANEL_VIEW_TYPE = 'processMonitor.panel';

export const CONFIGURATION_SECTION = 'processMonitor';

export const STATUS_BAR_ID = 'processMonitor.status';

/** Context keys that the manifest's `when` clauses use. */
export const CONTEXT_KEYS = {
  /** True while at least one session is monitored. */
  isMonitoring: 'processMonitor.isMonitoring',
} as const;
