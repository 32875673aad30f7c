import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clientOf } from '../../bench/client';
import { buildLocalFunctions } from '../../build/functions';

export type Asked = 'check' | 'sweep';
export interface Told {
  readonly broken: string[];
  readonly orders: readonly { orderId: string; real: boolean; status: string }[];
  readonly stock: readonly { _id: string; available: number; reserved: number }[];
}

/** Builds the functions once and keeps a world in a folder through as many deaths as one likes. */
export async function mortalWorld() {
  const root = process.cwd();
  mkdirSync(path.join(root, '.local'), { recursive: true });
  // Below the repository: what the functions leave outside is looked up in its node_modules.
  const functionsDir = mkdtempSync(path.join(root, '.local/trust-functions-'));
  const dir = mkdtempSync(path.join(tmpdir(), 'liandian-trust-'));
  await buildLocalFunctions(root, functionsDir);
  return {
    dir,
    start: () => startServer({ dir, functionsDir }),
    forget(): void {
      for (const folder of [dir, functionsDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the product and waits until it serves. */
export async function startServer(options: { dir?: string; functionsDir: string }) {
  const child = fork('scripts/trust/runtime/server.ts', [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const dead = once(child, 'exit');
  const died = dead.then(([code]: unknown[]) => {
    throw new Error(`the product ended with ${String(code)}`);
  });
  died.catch(() => {});
  const answer = async <T>(): Promise<T> => {
    const [message] = (await Promise.race([once(child, 'message'), died])) as [T];
    return message;
  };
  const { url } = await answer<{ url: string }>();
  return {
    url,
    client: clientOf(url),
    async ask(what: Asked): Promise<Told> {
      const told = answer<Told>();
      child.send(what);
      return told;
    },
    /** As a power cut of the process: nothing is told, nothing tidied up. */
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await dead;
    },
  };
}
export type Server = Awaited<ReturnType<typeof startServer>>;
