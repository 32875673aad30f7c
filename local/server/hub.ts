/** What happens in the world, for whoever watches: the console's live lists. */
export type WorldEvent = 'call' | 'message' | 'clock' | 'functions' | 'pay' | 'log';

type Listener = (event: WorldEvent, data: unknown) => void;

export const createHub = () => {
  const listeners = new Set<Listener>();
  return {
    tell: (event: WorldEvent, data: unknown): void => {
      for (const listener of listeners) listener(event, data);
    },
    listen: (listener: Listener): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export type Hub = ReturnType<typeof createHub>;
