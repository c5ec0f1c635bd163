import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { parse } from 'protobufjs';

/**
 * What of OTLP is read here, by protobufjs, which has no part in writing it: numbers of fields as the protocol has them.
 * Source: opentelemetry-proto 1.x, `metrics.proto`, `common.proto`, `resource.proto`.
 */
const SCHEMA = `
  syntax = "proto3";
  message Request { repeated ResourceMetrics resource_metrics = 1; }
  message ResourceMetrics { Resource resource = 1; repeated ScopeMetrics scope_metrics = 2; }
  message Resource { repeated KeyValue attributes = 1; }
  message ScopeMetrics { Scope scope = 1; repeated Metric metrics = 2; }
  message Scope { string name = 1; }
  message Metric {
    string name = 1; string description = 2; string unit = 3;
    oneof data { Gauge gauge = 5; Sum sum = 7; }
  }
  message Gauge { repeated Point data_points = 1; }
  message Sum { repeated Point data_points = 1; int32 aggregation_temporality = 2; bool is_monotonic = 3; }
  message Point {
    fixed64 start_time_unix_nano = 2; fixed64 time_unix_nano = 3;
    oneof value { double as_double = 4; sfixed64 as_int = 6; }
    repeated KeyValue attributes = 7;
  }
  message KeyValue { string key = 1; AnyValue value = 2; }
  message AnyValue { oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; } }
`;
const Request = parse(SCHEMA, { keepCase: false }).root.lookupType('Request');

/** A point as a backend reads it. */
export interface OtlpPoint {
  readonly service: string;
  readonly metric: string;
  readonly unit: string;
  readonly isCounter: boolean;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly startNanoseconds: bigint;
  readonly nanoseconds: bigint;
  readonly value: number;
}

/** All points of a request. */
export function decodeOtlp(body: Uint8Array): readonly OtlpPoint[] {
  const request = Request.toObject(Request.decode(body), { longs: String, defaults: true }) as DecodedRequest;
  return request.resourceMetrics.flatMap(({ resource, scopeMetrics }) =>
    scopeMetrics.flatMap(({ metrics }) =>
      metrics.flatMap(({ name, unit, sum, gauge }) =>
        (sum ?? gauge ?? { dataPoints: [] }).dataPoints.map((point) => ({
          service: String(attributesOf(resource.attributes)['service.name']),
          metric: name,
          unit,
          isCounter: sum?.isMonotonic === true && sum.aggregationTemporality === CUMULATIVE,
          attributes: attributesOf(point.attributes),
          startNanoseconds: BigInt(point.startTimeUnixNano),
          nanoseconds: BigInt(point.timeUnixNano),
          value: point.asDouble ?? Number(point.asInt),
        })),
      ),
    ),
  );
}

/** A request as bytes; what the schema above lacks is left out. */
export function encodeOtlp(request: object): Buffer {
  return Buffer.from(Request.encode(Request.fromObject(request)).finish());
}

const CUMULATIVE = 2;

interface KeyValue {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: string; readonly doubleValue?: number };
}

interface Points {
  readonly dataPoints: readonly {
    readonly startTimeUnixNano: string;
    readonly timeUnixNano: string;
    readonly asDouble?: number;
    readonly asInt?: string;
    readonly attributes: readonly KeyValue[];
  }[];
}

interface DecodedRequest {
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeMetrics: readonly {
      readonly metrics: readonly {
        readonly name: string;
        readonly unit: string;
        readonly gauge?: Points;
        readonly sum?: Points & { readonly isMonotonic: boolean; readonly aggregationTemporality: number };
      }[];
    }[];
  }[];
}

function attributesOf(attributes: readonly KeyValue[]): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue ?? value.doubleValue)]),
  );
}

/** A backend that takes OTLP over HTTP, and answers as it is told to. */
export class OtlpBackend {
  readonly points: OtlpPoint[] = [];
  readonly authorizations: (string | undefined)[] = [];
  requests = 0;
  status = 200;

  private constructor(private readonly server: Server) {}

  static async start(port = 0): Promise<OtlpBackend> {
    const server = createServer();
    const backend = new OtlpBackend(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        backend.requests += 1;
        backend.authorizations.push(request.headers.authorization);
        if (backend.status === 200) backend.points.push(...decodeOtlp(Buffer.concat(chunks)));
        response.writeHead(backend.status).end();
      });
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return backend;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
