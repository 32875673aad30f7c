import type * as z from 'zod';
import { t } from '../i18n/index';

/** Problems of a form by field, in the reader's words; empty when the contract takes it. */
export function problems(schema: z.ZodType, form: unknown): Record<string, string> {
  const parsed = schema.safeParse(form);
  if (parsed.success) return {};
  const found: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    found[field] ??= say(issue);
  }
  return found;
}

function say(issue: z.core.$ZodIssue): string {
  const w = t.value.wrong;
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? w.missing : w.atLeast(Number(issue.minimum));
    case 'too_big':
      return issue.origin === 'string'
        ? w.tooLong(Number(issue.maximum))
        : w.atMost(Number(issue.maximum));
    case 'invalid_format':
      return w.format;
    case 'invalid_type':
      return w.missing;
    default:
      return w.other;
  }
}
