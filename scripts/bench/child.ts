import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface CallRecord {
  readonly name: string;
  readonly ms: number;
  readonly trips: number;
}
export interface Usage {
  readonly usage: { readonly cpuMs: number; readonly rssMb: number };
  readonly calls: readonly CallRecord[];
}

/** Starts the product in a process of its own. */
export async function startServer(options: { size: 'demo' | 'small'; dir?: string }) {
  const child: ChildProcess = fork('scripts/bench/server.ts', [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const answer = async <T>(): Promise<T> => {
    const [message] = (await once(child, 'message')) as [T];
    return message;
  };
  const { url } = await answer<{ url: string }>();
  return {
    url,
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
