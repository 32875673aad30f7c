import type { Notify } from './ports';

let sender: Notify | undefined;

/** Called by `notify.ts`, which a function that sends messages imports. */
export function provideSender(notify: Notify): void {
  sender = notify;
}

/** Messages through whatever was provided: wx-server-sdk is half a megabyte most functions do without. */
export const providedNotify: Notify = {
  send(message) {
    if (!sender) throw new Error("a function that sends messages imports 'kit/notify'");
    return sender.send(message);
  },
};
