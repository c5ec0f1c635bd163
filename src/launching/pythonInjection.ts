import * as v from 'valibot';
import { AGENT_VARIABLE } from '../shared/agentFrames';
import { markerOf, type LaunchConfiguration } from './sessionMarker';

/** What a Python program needs to report to us. */
export interface PythonAccess {
  /** The folder with our `sitecustomize.py`, absolute. */
  readonly modules: string;
  /** The folder with our socket and token. */
  readonly folder: string;
}

const environment = v.record(v.string(), v.unknown());

const PYTHON_PATH = 'PYTHONPATH';

/**
 * The configuration with our module before whatever its program's Python loads first, beside the path that the person has:
 * that of `env`, else inherited. As it was where the program has no marker. Not for Windows, whose Python has no sockets in
 * the file system.
 */
export function withPython(
  configuration: LaunchConfiguration,
  { modules, folder }: PythonAccess,
  inherited: string | undefined,
): LaunchConfiguration {
  const given = v.safeParse(environment, configuration.env);
  if (!given.success || markerOf(configuration) === undefined) return configuration;
  const before = given.output[PYTHON_PATH] ?? inherited;
  const path = typeof before === 'string' && before !== '' ? `${modules}:${before}` : modules;
  return { ...configuration, env: { [AGENT_VARIABLE]: folder, ...given.output, [PYTHON_PATH]: path } };
}
