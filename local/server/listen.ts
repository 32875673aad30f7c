import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on loopback; a port that is taken gives way to a free one. Returns the port in use. */
export const listen = async (server: Server, wanted: number): Promise<number> => {
  try {
    return await tryPort(server, wanted);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    return tryPort(server, 0);
  }
};

const tryPort = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      // A TCP server that listens has an address of this kind.
      resolve((server.address() as AddressInfo).port);
    });
  });
