import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface ServerOptions {
  readonly size: 'demo' | 'small';
  /** Durable store in this folder; without it the world lives in memory. */
  readonly dir?: string;
  /** So many shoppers `openidOf` have a coupon, points and money, and three campaigns run. */
  readonly purses?: number;
}
/** Of the server's process: threads of functions included, the load included that its parent makes not. */
export interface Usage {
  readonly cpuMs: number;
  readonly rssMb: number;
  /** The last calls it served: name and database round trips. */
  readonly calls: readonly { readonly name: string; readonly trips: number }[];
}
export interface Started {
  readonly url: string;
  /** What functions see, for running one outside of the server. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the product in a process of its own. */
export async function startServer(options: ServerOptions) {
  const child: ChildProcess = fork('scripts/bench/server.ts', [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx', ...(process.env['BENCH_NODE_ARGS']?.split(' ') ?? [])],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const answer = async <T>(): Promise<T> => {
    const [message] = (await once(child, 'message')) as [T];
    return message;
  };
  const started = await answer<Started>();
  return {
    ...started,
    usage: async (): Promise<Usage> => {
      const wait = answer<Usage>();
      child.send('usage');
      return wait;
    },
    close: async (): Promise<void> => {
      child.send('close');
      await once(child, 'exit');
    },
  };
}
export type Server = Awaited<ReturnType<typeof startServer>>;
