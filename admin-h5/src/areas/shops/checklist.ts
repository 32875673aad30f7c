import * as z from 'zod';

/** What the server still counts as open work, or names as missing, in its own words. */
const Detail = z.object({
  work: z.array(z.object({ left: z.number(), text: z.string() })).default([]),
  missing: z.array(z.string()).default([]),
});

/** The lines of a refusal to open or close a shop. */
export function checklist(detail: Readonly<Record<string, unknown>> | undefined): string[] {
  const parsed = Detail.safeParse(detail ?? {});
  return parsed.success
    ? [...parsed.data.work.filter((w) => w.left > 0).map((w) => w.text), ...parsed.data.missing]
    : [];
}
