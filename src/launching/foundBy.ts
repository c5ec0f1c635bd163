/** The way in which a process was found, in the order in which they are believed; completes "found by its". */
export type FoundBy =
  | 'process event'
  | 'terminal'
  | 'processid event'
  | 'child session'
  | 'attach configuration'
  | 'own answer'
  | 'environment'
  | 'descent'
  | 'debug console';
