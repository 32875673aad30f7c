import type { EventName } from './api';

/** One page of the console. */
export interface View {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** Fills the page; called each time it is opened. */
  render(root: HTMLElement): void | Promise<void>;
  /** Something happened in the world while the page is open. */
  heard?(event: EventName, data: unknown): void;
}
