import { COMMON_ERRORS, type CallSpec } from '#shared/contracts/kit';

/** An expected "no": ends the call with a code of the contract. Everything else thrown is a defect. */
export class Refusal extends Error {
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>> | undefined;
  constructor(code: string, message: string, detail?: Readonly<Record<string, unknown>>) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** A refusal with the sentence the contract has for it. */
export function refusal(
  spec: Pick<CallSpec, 'errors'>,
  code: string,
  more: { message?: string; detail?: Record<string, unknown> } = {},
): Refusal {
  const known: Readonly<Record<string, string>> = { ...COMMON_ERRORS, ...spec.errors };
  return new Refusal(code, more.message ?? known[code] ?? code, more.detail);
}
