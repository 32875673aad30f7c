/** What works in a browser but breaks on a phone, or is broken outright. Tests want this list empty. */
export interface RuntimeProblem {
  kind: 'setData' | 'wx' | 'error' | 'network' | 'component';
  message: string;
}

export const problems: RuntimeProblem[] = [];

/** The same fault is listed once. */
export function problem(kind: RuntimeProblem['kind'], message: string): void {
  if (problems.some((known) => known.kind === kind && known.message === message)) return;
  problems.push({ kind, message });
  console.error(`[phone] ${kind}: ${message}`);
}

/** Page errors, and whatever the page's security policy kept from leaving this machine. */
export function watchPage(): void {
  addEventListener('error', (event) => {
    if (event instanceof ErrorEvent) problem('error', describe(event.error ?? event.message));
  });
  addEventListener('unhandledrejection', (event) => problem('error', describe(event.reason)));
  document.addEventListener('securitypolicyviolation', (event) => {
    problem('network', `${event.effectiveDirective}: ${event.blockedURI}`);
  });
}

export function describe(error: unknown): string {
  if (error instanceof Error)
    return error.stack?.split('\n').slice(0, 4).join('\n') ?? error.message;
  if (typeof error === 'object' && error !== null && 'errMsg' in error) return String(error.errMsg);
  return String(error);
}
