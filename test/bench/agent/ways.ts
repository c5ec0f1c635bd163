/** The environment of each way to run the same program, by its name. */
export type Ways = Readonly<Record<string, NodeJS.ProcessEnv>>;

export const PLAIN = 'plain';
/** Plain as well: what is told of it is noise. */
export const CONTROL = 'control';
export const AGENT = 'agent';
export const OTEL = 'OpenTelemetry';
