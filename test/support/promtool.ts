import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

/** What `promtool check metrics` has to say about a text of metrics: empty where it has no complaint. */
export async function checkMetrics(text: string): Promise<string> {
  const promtool = spawn('promtool', ['check', 'metrics'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [promtool.stdout, promtool.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  promtool.stdin.end(text);
  const [code] = (await once(promtool, 'close')) as [number];
  return code === 0 ? said : `${said}\npromtool ended with ${code}`;
}

/** Makes a database of Prometheus in a folder from a file of OpenMetrics. Rejects with the tool's words. */
export async function createBlocks(openMetricsFile: string, folder: string): Promise<void> {
  await promisify(execFile)('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', openMetricsFile, folder]);
}
