/** `Date` of the page follows the world's clock, which people and tests move. */
const RealDate = Date;
let offsetMs = 0;

class WorldDate extends RealDate {
  constructor(...args: readonly unknown[]) {
    if (args.length === 0) super(RealDate.now() + offsetMs);
    // One spread covers every signature of Date; its types list them one by one.
    else super(...(args as [number]));
  }

  static override now(): number {
    return RealDate.now() + offsetMs;
  }
}

export function installClock(): void {
  // Called without `new`, Date gives a string: a class cannot do that, a proxy can.
  const callable = new Proxy(WorldDate, { apply: () => new WorldDate().toString() });
  Object.assign(globalThis, { Date: callable });
}

/** Asks the world how far its clock is ahead; a server without one leaves the real time. */
export async function syncClock(): Promise<void> {
  const answer = await getJson<{ offset?: number }>('/local/clock');
  offsetMs = answer?.offset ?? 0;
}

/** `undefined` when the address does not exist or does not answer JSON. */
export async function getJson<T>(url: string): Promise<T | undefined> {
  try {
    const response = await fetch(url);
    const json = response.headers.get('content-type')?.includes('json');
    return response.ok && json ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
