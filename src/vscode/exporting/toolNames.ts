/** The names of our tools for language models, as the manifest has them. */
export const TOOLS = {
  listSessions: 'list_process_sessions',
  metrics: 'get_process_metrics',
  alerts: 'get_process_alerts',
} as const;

export type ToolName = (typeof TOOLS)[keyof typeof TOOLS];
