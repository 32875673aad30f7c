import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkOrder, WorkerBirth } from '../protocol';
import { begin } from '../claim';
import { captureConsole } from './console';
import { followClock } from './date';
import { currentCall, isolateEnvironment, runAs } from './identity';
import type { Main } from './load';
import { loadMain } from './load';

/** The worker thread: hosts many functions, runs many calls at once. Bundled to plain JS before it starts. */

const port = parentPort;
if (!port) throw new Error('the function host runs in a worker thread only');
// Given by the pool, which builds it from this very type.
const birth = workerData as WorkerBirth;
const send = (message: FromWorker) => port.postMessage(message);

const loaded = new Map<string, { version: number; main: Main }>();
/** Calls not answered yet: what a call does after its answer no longer counts. */
const open = new Set<string>();

const fail = (id: string, error: unknown) => {
  if (!open.delete(id)) return;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  send({ type: 'failed', id, message, stack: stack ?? message });
};

const run = async (order: WorkOrder): Promise<void> => {
  if (!begin(order.claim)) return;
  open.add(order.id);
  try {
    const main = loaded.get(order.name)?.main;
    if (!main) throw new Error(`function ${order.name} is not loaded`);
    const result = await main(JSON.parse(order.event), contextOf(order));
    if (open.delete(order.id)) {
      send({ type: 'done', id: order.id, text: JSON.stringify(result) ?? 'null' });
    }
  } catch (error) {
    fail(order.id, error);
  }
};

const contextOf = (order: WorkOrder) => ({
  callbackWaitsForEmptyEventLoop: true,
  memory_limit_in_mb: 256,
  time_limit_in_ms: order.timeLimitMs,
  request_id: order.id,
  function_name: order.name,
  function_version: '$LATEST',
  namespace: process.env.SCF_NAMESPACE,
  environ: Object.entries(order.env)
    .map(([key, value]) => `${key}=${value}`)
    .join(';'),
  environment: JSON.stringify(order.env),
});

const handle = (message: ToWorker): void => {
  if (message.type === 'ping') send({ type: 'pong' });
  else if (message.type === 'call') void runAs(message.order, () => run(message.order));
  else {
    const { name, version } = message.code;
    try {
      loaded.set(name, { version, main: loadMain(message.code) });
      send({ type: 'loaded', name, version });
    } catch (error) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      send({ type: 'broken', name, version, stack });
    }
  }
};

/** An error nobody caught ends the call it belongs to; without one it belongs to nobody, and only gets printed. */
const uncaught = (error: unknown): void => {
  const call = currentCall();
  if (call && open.has(call.id)) fail(call.id, error);
  else console.error('uncaught outside of a running call:', error);
};

isolateEnvironment(birth.env);
followClock(birth.clock);
captureConsole(send);
process.setSourceMapsEnabled(true);
process.on('uncaughtException', uncaught);
process.on('unhandledRejection', uncaught);
process.exit = (code?: number | string | null): never => {
  const error = new Error(
    `Process exited unexpectedly before completing request (code ${code ?? 0})`,
  );
  uncaught(error);
  throw error;
};
port.on('message', handle);
send({ type: 'ready' });
