import assert from 'node:assert/strict';
import { programOutput } from '../../../src/launching/programOutput';

const output = (body: unknown): unknown => ({ type: 'event', event: 'output', seq: 7, body });

describe('what a program has written', () => {
  it('is what its debug adapter hands on of its two streams', () => {
    assert.equal(programOutput(output({ category: 'stdout', output: 'ready\n' })), 'ready\n');
    assert.equal(programOutput(output({ category: 'stderr', output: 'Error: no\n', line: 3 })), 'Error: no\n');
  });

  it('is not what the debugger says: command lines with their secrets stand there', () => {
    const commandLine = '/usr/bin/node --token=abc server.js\n';
    for (const category of ['console', 'important', 'telemetry', 'unknown', undefined]) {
      assert.equal(programOutput(output({ category, output: commandLine })), undefined);
    }
    // Without a category the protocol means the console.
    assert.equal(programOutput(output({ output: commandLine })), undefined);
  });

  it('is in no other message, however it is made', () => {
    const body = { category: 'stdout', output: 'text' };
    const others: readonly unknown[] = [
      undefined,
      null,
      'output',
      {},
      { type: 'response', command: 'output', body },
      { type: 'event', event: 'stopped', body },
      { type: 'event', event: 'output' },
      output(undefined),
      output({ category: 'stdout', output: 7 }),
      output({ category: ['stdout'], output: 'text' }),
    ];
    for (const message of others) assert.equal(programOutput(message), undefined, JSON.stringify(message));
  });
});
