/** A way to ask the inspector of one thread. */
export interface Inspection {
  /** Rejects with what the inspector says against it. */
  ask(method: string, params?: object): Promise<unknown>;
  on(method: string, listen: (params: Readonly<Record<string, unknown>>) => void): void;
}

/** The threads of a process: the main one, and its workers by their numbers. */
export interface InspectedThreads {
  readonly main: Inspection;
  readonly workers: ReadonlyMap<number, Inspection>;
}
