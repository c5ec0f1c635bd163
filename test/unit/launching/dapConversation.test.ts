import assert from 'node:assert/strict';
import { DapConversation } from '../../../src/launching/dapConversation';

let seq = 0;
const request = (command: string, args: unknown = {}) => ({ type: 'request', seq: ++seq, command, arguments: args });
const event = (name: string, body: unknown = {}) => ({ type: 'event', seq: ++seq, event: name, body });
const response = (to: { seq: number; command: string }, body: unknown = {}, success = true) => ({
  type: 'response',
  seq: ++seq,
  request_seq: to.seq,
  command: to.command,
  success,
  body,
});

describe('DapConversation', () => {
  it('reads how a program is started', () => {
    const conversation = new DapConversation('debugpy');
    assert.deepEqual(conversation.received(request('launch', { noDebug: true, program: 'a.py' })), [
      { kind: 'requested', request: 'launch', noDebug: true },
    ]);
  });

  it('reads the process of an attach configuration, as number or as text', () => {
    for (const args of [{ processId: 41 }, { processId: '41' }, { pid: 41 }]) {
      const facts = new DapConversation('lldb-dap').received(request('attach', args));
      assert.deepEqual(facts, [{ kind: 'requested', request: 'attach', noDebug: false, attachPid: 41 }]);
    }
  });

  it('passes over a process id of a launch configuration and one that is no pid', () => {
    const conversation = new DapConversation('x');
    assert.deepEqual(conversation.received(request('launch', { processId: 41 })), [
      { kind: 'requested', request: 'launch', noDebug: false },
    ]);
    for (const processId of ['${command:pickProcess}', -1, 0, 1.5, {}, '4e3']) {
      assert.deepEqual(conversation.received(request('attach', { processId })), [
        { kind: 'requested', request: 'attach', noDebug: false },
      ]);
    }
  });

  it('reads a process event, several in one session included', () => {
    const conversation = new DapConversation('debugpy');
    for (const systemProcessId of [700, 701]) {
      assert.deepEqual(conversation.sent(event('process', { name: 'a.py', systemProcessId, isLocalProcess: true })), [
        { kind: 'process', pid: systemProcessId, foundBy: 'process event' },
      ]);
    }
  });

  it('says that a process is elsewhere when the adapter does', () => {
    const facts = new DapConversation('java').sent(
      event('process', { name: 'api', systemProcessId: 7, isLocalProcess: false }),
    );
    assert.deepEqual(facts, [{ kind: 'processElsewhere', name: 'api' }]);
  });

  it('tells a pause once, however many threads stop', () => {
    const conversation = new DapConversation('lldb-dap');
    assert.deepEqual(conversation.sent(event('stopped', { reason: 'breakpoint', threadId: 1 })), [
      { kind: 'paused', reason: 'breakpoint' },
    ]);
    assert.deepEqual(conversation.sent(event('stopped', { reason: 'breakpoint', threadId: 2 })), []);
    assert.deepEqual(conversation.sent(event('continued', { threadId: 1, allThreadsContinued: false })), []);
    assert.deepEqual(conversation.sent(event('continued', { threadId: 2, allThreadsContinued: false })), [
      { kind: 'continued' },
    ]);
  });

  it('takes the answer to continue for a continuation where no event is sent', () => {
    const conversation = new DapConversation('debugpy');
    conversation.sent(event('stopped', { reason: 'pause', threadId: 1, allThreadsStopped: true }));
    const asked = request('continue', { threadId: 1 });
    conversation.received(asked);
    assert.deepEqual(conversation.sent(response(asked, { allThreadsContinued: true })), [{ kind: 'continued' }]);
  });

  it('stays paused when a continue is refused', () => {
    const conversation = new DapConversation('debugpy');
    conversation.sent(event('stopped', { threadId: 1 }));
    const asked = request('continue', { threadId: 1 });
    conversation.received(asked);
    assert.deepEqual(conversation.sent(response(asked, {}, false)), []);
  });

  it('sees a step as a continuation and a new pause', () => {
    const conversation = new DapConversation('lldb-dap');
    conversation.sent(event('stopped', { reason: 'breakpoint', threadId: 5 }));
    const step = request('next', { threadId: 5 });
    conversation.received(step);
    assert.deepEqual(conversation.sent(response(step)), [{ kind: 'continued' }]);
    assert.deepEqual(conversation.sent(event('stopped', { reason: 'step', threadId: 5 })), [
      { kind: 'paused', reason: 'step' },
    ]);
  });

  it('stays paused when the stop behind a step is told before the step is answered', () => {
    const conversation = new DapConversation('x');
    conversation.sent(event('stopped', { threadId: 1, reason: 'breakpoint' }));
    const step = request('next', { threadId: 1 });
    conversation.received(step);
    assert.deepEqual(conversation.sent(event('stopped', { threadId: 1, reason: 'step' })), []);
    assert.deepEqual(conversation.sent(response(step)), []);
    const go = request('continue', { threadId: 1 });
    conversation.received(go);
    assert.deepEqual(conversation.sent(response(go)), [{ kind: 'continued' }]);
  });

  it('reads the shell of a program that runs in a terminal', () => {
    const conversation = new DapConversation('php');
    const asked = request('runInTerminal');
    assert.deepEqual(conversation.received(response(asked, { shellProcessId: 90 })), [{ kind: 'shell', pid: 90 }]);
    assert.deepEqual(conversation.received(response(asked, { processId: 91, shellProcessId: 90 })), [
      { kind: 'process', pid: 91, foundBy: 'terminal' },
    ]);
  });

  it('reads the exit code, from the event and from the output of js-debug', () => {
    const killed = event('exited', { exitCode: 137, signal: 'SIGKILL' });
    assert.deepEqual(new DapConversation('process-monitor').sent(killed), [
      { kind: 'exited', exitCode: 137, signal: 'SIGKILL' },
    ]);
    assert.deepEqual(new DapConversation('debugpy').sent(event('exited', { exitCode: 2 })), [
      { kind: 'exited', exitCode: 2 },
    ]);
    const said = event('output', { category: 'stderr', output: 'Process exited with code 3\r\n' });
    assert.deepEqual(new DapConversation('pwa-node').sent(said), [{ kind: 'exited', exitCode: 3 }]);
    assert.deepEqual(new DapConversation('debugpy').sent(said), []);
  });

  it('does not take a program that prints such a line for its exit', () => {
    const printed = event('output', { category: 'stdout', output: 'Process exited with code 3\n' });
    assert.deepEqual(new DapConversation('pwa-node').sent(printed), []);
  });

  it('knows a stop that was asked for from the disconnect that follows an end', () => {
    const stopped = new DapConversation('pwa-node');
    assert.deepEqual(stopped.received(request('disconnect', { terminateDebuggee: true })), [
      { kind: 'stopRequested', endsProgram: true },
    ]);
    const ended = new DapConversation('pwa-node');
    assert.deepEqual(ended.sent(event('terminated')), [{ kind: 'terminated' }]);
    assert.deepEqual(ended.received(request('disconnect')), []);
  });

  it('knows whether the program goes on when its debugger lets go of it', () => {
    for (const [start, stop, args, endsProgram] of [
      ['launch', 'disconnect', {}, true],
      ['launch', 'disconnect', { terminateDebuggee: false }, false],
      ['attach', 'disconnect', {}, false],
      ['attach', 'disconnect', { terminateDebuggee: true }, true],
      ['attach', 'terminate', {}, true],
    ] as const) {
      const conversation = new DapConversation('debugpy');
      conversation.received(request(start));
      assert.deepEqual(conversation.received(request(stop, args)), [{ kind: 'stopRequested', endsProgram }]);
    }
  });

  it('reads why an adapter did not start a program, as people are told it', () => {
    const conversation = new DapConversation('debugpy');
    const start = request('launch');
    conversation.received(start);
    const error = { id: 1, format: 'no file "{path}" {here} {constructor}', variables: { path: 'a.py' } };
    assert.deepEqual(conversation.sent(response(start, { error }, false)), [
      { kind: 'refused', reason: 'no file "a.py" {here} {constructor}' },
    ]);
    assert.deepEqual(conversation.sent({ ...response(start, {}, false), message: 'cancelled' }), [
      { kind: 'refused', reason: 'cancelled' },
    ]);
  });

  it('reads the marker of a launch, and none of an attach', () => {
    const id = '0123456789abcdef0123456789abcdef';
    const args = { env: { PROCESS_MONITOR_SESSION: id } };
    const conversation = new DapConversation('go');
    assert.deepEqual(conversation.received(request('launch', args)), [
      { kind: 'requested', request: 'launch', noDebug: false, marker: `PROCESS_MONITOR_SESSION=${id}` },
    ]);
    assert.deepEqual(conversation.received(request('attach', args)), [
      { kind: 'requested', request: 'attach', noDebug: false },
    ]);
  });

  it('believes the words of CodeLLDB and the events of Java from those only', () => {
    const said = event('output', { category: 'console', output: "Launched process 70 from '/src/app'\n" });
    assert.deepEqual(new DapConversation('lldb').sent(said), [{ kind: 'processMentioned', pid: 70 }]);
    assert.deepEqual(new DapConversation('debugpy').sent(said), []);
    const told = event('processid', { processId: 71, shellProcessId: -1 });
    assert.deepEqual(new DapConversation('java').sent(told), [
      { kind: 'process', pid: 71, foundBy: 'processid event' },
    ]);
    assert.deepEqual(new DapConversation('debugpy').sent(told), []);
  });

  it('expects a program once a launch, an attach or a restart has succeeded', () => {
    const conversation = new DapConversation('go');
    for (const command of ['launch', 'attach', 'restart']) {
      assert.deepEqual(conversation.sent(response(request(command))), [{ kind: 'launched' }]);
      assert.deepEqual(conversation.sent(response(request(command), {}, false)), [{ kind: 'refused', reason: '' }]);
    }
  });

  it('passes over whatever is not a message of the protocol', () => {
    const conversation = new DapConversation('x');
    const hostile: unknown[] = [
      undefined,
      null,
      7,
      'stopped',
      [],
      {},
      { type: 'event' },
      { type: 'event', event: 'process', body: { systemProcessId: '7' } },
      { type: 'event', event: 'process', body: { systemProcessId: 2 ** 40 } },
      { type: 'event', event: 'exited', body: { exitCode: 'zero' } },
      { type: 'response', command: 'continue', request_seq: 'x', success: true },
    ];
    for (const message of hostile) {
      assert.deepEqual(conversation.sent(message), []);
      assert.deepEqual(conversation.received(message), []);
    }
  });
});
