/** What an adapter knows of the call it works for: it counts, and it must not outlive the deadline. */
export interface DbCall {
  /** Before every round trip. */
  trip(kind: 'read' | 'write' | 'control'): void;
  /** Milliseconds until the call's deadline. */
  left(): number;
  pause(ms: number): Promise<void>;
  /** [0, 1). */
  random(): number;
}
