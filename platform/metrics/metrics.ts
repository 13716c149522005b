import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What an installation counts of itself, for Prometheus. Labels are patterns, states and names of tasks: never an id or a word of a person. */
export interface Metrics {
  readonly requestTook: (about: { method: string; route: string; status: number; seconds: number }) => void;
  /** One look of a task in the background. */
  readonly taskTook: (about: { task: string; seconds: number; failed: boolean }) => void;
  /** A number that is looked up whenever somebody asks; of several states, if it has a label `state`. */
  readonly gauge: (about: { name: string; help: string; read: () => number | Readonly<Record<string, number>> }) => void;
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

/** Bounds in seconds around the figures that the product is held to. */
const SECONDS = [0.005, 0.01, 0.02, 0.04, 0.1, 0.25, 1, 5];

export function openMetrics(): Metrics {
  const registry = Registry.merge([ofProcess()]);
  const registers = [registry];
  const requests = new Histogram({
    name: 'pledge_http_request_seconds',
    help: 'Requests by method, pattern of the address and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const tasks = new Histogram({
    name: 'pledge_task_seconds',
    help: 'Looks of the tasks in the background.',
    labelNames: ['task'],
    buckets: SECONDS,
    registers,
  });
  const failures = new Counter({
    name: 'pledge_task_failures_total',
    help: 'Looks of tasks that failed and are made again.',
    labelNames: ['task'],
    registers,
  });
  const looked = new Gauge({
    name: 'pledge_task_last_look_timestamp_seconds',
    help: 'When each task last came to the end of a look.',
    labelNames: ['task'],
    registers,
  });
  return {
    requestTook: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
    taskTook: ({ task, seconds, failed }) => {
      tasks.observe({ task }, seconds);
      if (failed) failures.inc({ task });
      else looked.setToCurrentTime({ task });
    },
    gauge: ({ name, help, read }) => {
      const labelNames = typeof read() === 'number' ? [] : ['state'];
      const gauge: Gauge = new Gauge({
        name,
        help,
        labelNames,
        registers,
        collect: () => {
          const told = read();
          if (typeof told === 'number') gauge.set(told);
          else for (const [state, value] of Object.entries(told)) gauge.set({ state }, value);
        },
      });
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

let shared: Registry | undefined;

/** Of the process there is one, however many installations a test opens in it. */
function ofProcess(): Registry {
  if (shared !== undefined) return shared;
  shared = new Registry();
  collectDefaultMetrics({ register: shared, prefix: 'pledge_' });
  return shared;
}
