import type * as z from 'zod';
import type { CallSpec } from '#shared/contracts/kit';
import { fieldWord } from './words';
import { refusal } from './refusal';

const MAX_DEPTH = 12;
const MAX_KEYS = 5_000;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The first key that could be an operator, a path or a prototype, anywhere in what arrived; also told when
 * the value is deeper or larger than any form of ours.
 */
export function hostileKey(value: unknown): string | undefined {
  let keys = 0;
  const look = (node: unknown, depth: number): string | undefined => {
    if (typeof node !== 'object' || node === null) return undefined;
    if (depth > MAX_DEPTH) return '…';
    for (const key of Object.keys(node)) {
      keys += 1;
      if (keys > MAX_KEYS) return '…';
      if (key.startsWith('$') || key.includes('.') || forbidden.has(key)) return key;
      const found = look((node as Record<string, unknown>)[key], depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return look(value, 0);
}

const say = (issue: z.core.$ZodIssue | undefined): string => {
  const word = fieldWord(issue?.path ?? []);
  switch (issue?.code) {
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `请填写${word}`
        : `${word}太小了，最小 ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `${word}太长了，最多 ${issue.maximum} 个字`
        : issue.origin === 'array'
          ? `${word}太多了，最多 ${issue.maximum} 个`
          : `${word}太大了，最大 ${issue.maximum}`;
    case 'invalid_type':
      return issue.input === undefined ? `请填写${word}` : `${word}格式不对，请检查后重试`;
    default:
      return `${word}不对，请检查后重试`;
  }
};

/** The parsed input, or BAD_INPUT with a sentence that names the first wrong field. */
export function parseInput<I extends z.ZodType>(
  spec: CallSpec<string, I>,
  event: unknown,
): z.output<I> {
  const given = typeof event === 'object' && event !== null ? event : {};
  if (spec.kind === 'call' && hostileKey(given) !== undefined) throw refusal(spec, 'BAD_INPUT');
  const parsed = spec.input.safeParse(given, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw refusal(spec, 'BAD_INPUT', {
    message: say(first),
    detail: { field: (first?.path ?? []).map(String).join('.') },
  });
}
