import { createRequire } from 'node:module';

/** What a YAML text holds. Throws where it is none. */
export function readYaml(text: string): unknown {
  const yaml = createRequire(__filename)('js-yaml') as { readonly load: (text: string) => unknown };
  return yaml.load(text);
}
