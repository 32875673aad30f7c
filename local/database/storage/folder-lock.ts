import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Keeps a second process off a data folder. The lock is a listening local socket: the system closes it with
 * its process however that ends, so unlike a file with a process number it cannot be left behind.
 */
export async function lockFolder(dir: string): Promise<() => Promise<void>> {
  const address = socketPath(dir);
  const server = (await listen(address)) ?? (await takeOver(dir, address));
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** Socket paths must stay short, so the folder is named by its hash. */
function socketPath(dir: string): string {
  const name = `cloudbase-${createHash('sha256').update(realpathSync(dir)).digest('hex').slice(0, 24)}`;
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\${name}`
    : path.join(tmpdir(), `${name}.sock`);
}

/** Undefined if the address is taken. */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end(String(process.pid)));
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => resolve(server));
  });
}

/** Whoever answers holds the lock; a socket file that nobody answers is the rest of a crash. */
async function takeOver(dir: string, address: string): Promise<Server> {
  const owner = await ownerOf(address);
  if (owner !== undefined) throw inUse(dir, owner);
  rmSync(address, { force: true });
  const server = await listen(address);
  if (server) return server;
  throw inUse(dir, (await ownerOf(address)) ?? '?');
}

function ownerOf(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let pid = '';
    const socket = createConnection(address, () => undefined);
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      pid += text;
    });
    socket.once('end', () => resolve(pid));
    // Connected but silent: alive and too busy to say who it is.
    socket.setTimeout(2000, () => {
      socket.destroy();
      resolve('?');
    });
    socket.once('error', () => resolve(undefined));
  });
}

const inUse = (dir: string, pid: string): Error =>
  new Error(`数据目录 ${dir} 正被另一个进程使用（进程号 ${pid}）。请先结束它，或换一个数据目录。`);
