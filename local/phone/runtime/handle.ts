/** `window.__phone`: the runtime as strip and tests see it. */
import { syncClock } from './clock';
import { problems, type RuntimeProblem } from './problems';
import { changeSettings, type Settings } from './settings';

export interface PhoneHandle {
  /** True once the first page is shown. */
  ready: boolean;
  problems: RuntimeProblem[];
  /** Hints of the component engine that do no harm. */
  warnings: string[];
  change(settings: Partial<Settings>): void;
  /** Answers a waiting `wx.scanCode`; without one the answer is kept for the next. */
  answerScan(text: string): void;
  syncClock(): Promise<void>;
}

type Listener = (change: Partial<Settings>) => void;

const listeners = new Set<Listener>();
let scanning: ((text: string) => void) | undefined;

export function onChange(listener: Listener): void {
  listeners.add(listener);
}

/** Registers the one scan that waits; `undefined` when it is over. */
export function awaitScan(answer: ((text: string) => void) | undefined): void {
  scanning = answer;
}

export function installHandle(): PhoneHandle {
  const handle: PhoneHandle = {
    ready: false,
    problems,
    warnings: [],
    change(change) {
      changeSettings(change);
      for (const listener of listeners) listener(change);
    },
    answerScan(text) {
      if (scanning) scanning(text);
      else changeSettings({ scan: text });
    },
    syncClock,
  };
  window.__phone = handle;
  return handle;
}
