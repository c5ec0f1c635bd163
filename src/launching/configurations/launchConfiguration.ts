/** A launch configuration as it stands in launch.json, or as VS Code has resolved it. What it holds is not checked. */
export interface LaunchConfiguration {
  readonly name: string;
  readonly type: string;
  readonly request: 'launch' | 'attach';
  readonly [field: string]: unknown;
}

/** The sections that hold for one system only, by Node's name of the system. */
const SECTIONS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'windows',
  darwin: 'osx',
  linux: 'linux',
};

/**
 * The configuration that is in force on a system: what stands in its section (`windows`, `osx`, `linux`) wins over
 * what stands beside it. VS Code does the same before it starts a session.
 */
export function onPlatform(configuration: LaunchConfiguration, platform: NodeJS.Platform): LaunchConfiguration {
  const section = configuration[SECTIONS[platform] ?? ''];
  const common = Object.entries(configuration).filter(([field]) => !Object.values(SECTIONS).includes(field));
  const { name, type, request } = configuration;
  return { ...Object.fromEntries(common), ...(typeof section === 'object' ? section : {}), name, type, request };
}
