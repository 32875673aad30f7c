/** The pair of channels between a page and the one it opened. */
type Listener = (...args: unknown[]) => void;

export interface EventChannel {
  on(name: string, listener: Listener): void;
  once(name: string, listener: Listener): void;
  off(name: string, listener?: Listener): void;
  emit(name: string, ...args: unknown[]): void;
}

class End implements EventChannel {
  readonly #listeners = new Map<string, Set<Listener>>();
  other: End | undefined;

  on(name: string, listener: Listener): void {
    this.#listeners.set(name, (this.#listeners.get(name) ?? new Set()).add(listener));
  }

  once(name: string, listener: Listener): void {
    const first: Listener = (...args) => {
      this.off(name, first);
      listener(...args);
    };
    this.on(name, first);
  }

  off(name: string, listener?: Listener): void {
    if (listener) this.#listeners.get(name)?.delete(listener);
    else this.#listeners.delete(name);
  }

  hear(name: string, args: unknown[]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(...args);
  }

  emit(name: string, ...args: unknown[]): void {
    this.other?.hear(name, args);
  }
}

export function channelPair(events: Readonly<Record<string, Listener>> = {}): {
  opener: EventChannel;
  opened: EventChannel;
} {
  const [opener, opened] = [new End(), new End()];
  opener.other = opened;
  opened.other = opener;
  for (const [name, listener] of Object.entries(events)) opener.on(name, listener);
  return { opener, opened };
}
