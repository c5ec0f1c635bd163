import type { DebugProtocol } from '@vscode/debugprotocol';
import * as v from 'valibot';
import { decodeConfiguration } from '../configurations/launchFile';
import type { LaunchConfiguration } from '../configurations/launchConfiguration';
import { OWN_TYPE } from '../configurations/translate';
import { monitoredStartOf } from '../monitoredStart';
import type { ChildExit } from '../spawnedChildren';
import type { TerminalRequest } from '../supervisor/startInTerminal';
import type { AdapterPorts } from './adapterPorts';
import { openTarget, type DebugTarget } from './debugTarget';
import { exitCodeOf, exitText } from './exitText';
import { Outbox, type OutgoingMessage } from './outbox';

const incoming = v.variant('type', [
  v.object({ type: v.literal('request'), seq: v.number(), command: v.string(), arguments: v.optional(v.unknown()) }),
  v.object({
    type: v.literal('response'),
    request_seq: v.number(),
    success: v.boolean(),
    message: v.optional(v.string()),
  }),
]);
const evaluation = v.object({ expression: v.string(), context: v.optional(v.string()) });
const restartArguments = v.object({ arguments: v.unknown() });
const breakpoints = v.object({ breakpoints: v.optional(v.array(v.unknown()), []) });
const monitored = v.object({ monitoredType: v.string() });

type Request = Extract<v.InferOutput<typeof incoming>, { type: 'request' }>;

const CAPABILITIES: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsTerminateRequest: true,
  supportsRestartRequest: true,
};

/**
 * The debug adapter of the type `process-monitor`: runs a program, or follows one that is there, without debugging it.
 * It speaks the Debug Adapter Protocol through `handle` and `send`, and tells the program's pid as debuggers do, so
 * that its sessions are monitored in the ordinary way. Source: Debug Adapter Protocol 1.68.
 */
export class MonitorAdapter {
  private readonly outbox: Outbox;
  private readonly cancellation = new AbortController();
  private configuration: LaunchConfiguration | undefined;
  private target: DebugTarget | undefined;
  private isStopping = false;
  private isOver = false;
  /** Counts programs: what an earlier one does after a restart is nobody's business. */
  private generation = 0;
  private onceEnded: (() => void)[] = [];

  constructor(
    private readonly ports: AdapterPorts,
    send: (message: OutgoingMessage) => void,
  ) {
    this.outbox = new Outbox(send);
  }

  /** Takes a message of the editor; one that is not as the protocol says is passed over. */
  handle(message: unknown): void {
    const parsed = v.safeParse(incoming, message);
    if (!parsed.success) return;
    if (parsed.output.type === 'response') this.outbox.settle(parsed.output);
    else void this.serve(parsed.output);
  }

  /** The editor lets go of the session: what we started is ended. */
  dispose(): void {
    this.cancellation.abort();
    this.target?.stop(undefined);
  }

  private async serve(request: Request): Promise<void> {
    switch (request.command) {
      case 'initialize':
        this.outbox.respond(request, CAPABILITIES);
        this.outbox.event('initialized');
        return;
      case 'launch':
      case 'attach':
        return this.begin(request, decodeConfiguration(request.arguments));
      case 'restart':
        return this.restart(request);
      case 'terminate':
        this.stop();
        this.outbox.respond(request);
        return;
      case 'disconnect':
        return this.disconnect(request);
      case 'evaluate':
        this.evaluate(request);
        return;
      case 'threads':
        this.outbox.respond(request, { threads: [] });
        return;
      case 'setBreakpoints':
      case 'setFunctionBreakpoints':
        this.outbox.respond(request, refusedBreakpoints(request.arguments));
        return;
      case 'configurationDone':
      case 'setExceptionBreakpoints':
        this.outbox.respond(request);
        return;
      default:
        this.outbox.fail(request, 'Process Monitor runs the program without a debugger.');
    }
  }

  private async begin(request: Request, configuration: LaunchConfiguration | undefined): Promise<void> {
    if (configuration === undefined) {
      this.outbox.fail(request, 'The configuration lacks its name, type or request.');
      return;
    }
    this.configuration = configuration;
    const generation = (this.generation += 1);
    const isCurrent = (): boolean => generation === this.generation;
    const monitoredType = v.safeParse(monitored, configuration);
    const result = await openTarget(
      configuration,
      monitoredType.success ? monitoredType.output.monitoredType : OWN_TYPE,
      {
        onOutput: (category, output) => {
          if (isCurrent()) this.outbox.event('output', { category, output });
        },
        onExited: (exit) => {
          if (isCurrent()) this.ended(exit);
          else this.settleEnd();
        },
        runInTerminal: (terminal) => this.runInTerminal(terminal, configuration.name),
      },
      this.ports,
      this.cancellation.signal,
    );
    if (result.kind === 'problem') {
      const name = monitoredStartOf(configuration)?.name ?? configuration.name;
      this.outbox.fail(request, `"${name}" cannot be started. "${result.field}": ${result.text}`);
      this.terminated();
      return;
    }
    const { target } = result;
    this.target = target;
    const { pid, name, startMethod } = target;
    this.outbox.event('process', { name, systemProcessId: pid, isLocalProcess: true, startMethod });
    this.outbox.respond(request);
    if (this.isStopping || this.cancellation.signal.aborted) target.stop(undefined);
  }

  /** A restart request carries the configuration, resolved anew; what is not ours by then is left aside. */
  private async restart(request: Request): Promise<void> {
    const given = v.safeParse(restartArguments, request.arguments);
    const fresh = given.success ? decodeConfiguration(given.output.arguments) : undefined;
    const configuration = fresh?.type === OWN_TYPE ? fresh : this.configuration;
    // From here on the old program's output and end are no longer told.
    this.generation += 1;
    await this.stopAndWait();
    this.isStopping = false;
    await this.begin(request, configuration);
  }

  private async disconnect(request: Request): Promise<void> {
    await this.stopAndWait();
    this.outbox.respond(request);
  }

  private async stopAndWait(): Promise<void> {
    if (this.target === undefined) {
      this.cancellation.abort();
      return;
    }
    const ended = new Promise<void>((resolve) => this.onceEnded.push(resolve));
    this.stop();
    await ended;
  }

  /** The second time the program is not asked any more. */
  private stop(): void {
    const isRepeated = this.isStopping;
    this.isStopping = true;
    if (this.target === undefined) this.cancellation.abort();
    this.target?.stop(isRepeated ? 'SIGKILL' : undefined);
  }

  private evaluate(request: Request): void {
    const parsed = v.safeParse(evaluation, request.arguments);
    const isInput = parsed.success && (parsed.output.context ?? 'repl') === 'repl';
    if (!isInput) this.outbox.fail(request, 'There is no debugger that could evaluate this.');
    else if (this.target?.write(`${parsed.output.expression}\n`) === true) {
      this.outbox.respond(request, { result: '', variablesReference: 0 });
    } else this.outbox.fail(request, 'The program does not read from here. Type into its terminal.');
  }

  private async runInTerminal({ kind, cwd, args, env }: TerminalRequest, title: string): Promise<void> {
    const terminal = kind === 'externalTerminal' ? 'external' : 'integrated';
    await this.outbox.request('runInTerminal', { kind: terminal, title, cwd, args, env });
  }

  private ended(exit: ChildExit): void {
    const isLetGo = this.isStopping && this.target?.startMethod === 'attach';
    this.settleEnd();
    const text = isLetGo ? 'Monitoring was stopped. The program goes on.' : exitText(exit);
    this.outbox.event('output', { category: 'console', output: `${text}\n` });
    if (!isLetGo) {
      const exitCode = exitCodeOf(exit);
      // The signal is an addition of ours: the protocol knows exit codes only.
      if (exitCode !== undefined) this.outbox.event('exited', { exitCode, ...signalOf(exit) });
    }
    this.terminated();
  }

  private settleEnd(): void {
    this.target = undefined;
    for (const resolve of this.onceEnded.splice(0)) resolve();
  }

  private terminated(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.outbox.event('terminated');
  }
}

function refusedBreakpoints(args: unknown): DebugProtocol.SetBreakpointsResponse['body'] {
  const parsed = v.safeParse(breakpoints, args);
  const count = parsed.success ? parsed.output.breakpoints.length : 0;
  const message = 'Process Monitor runs the program without a debugger.';
  return { breakpoints: Array.from({ length: count }, () => ({ verified: false, message })) };
}

function signalOf({ signal }: ChildExit): { readonly signal?: string } {
  return signal === undefined ? {} : { signal };
}
