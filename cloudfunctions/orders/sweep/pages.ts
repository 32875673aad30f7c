/** Items of one page worked at a time: enough to hide the network, few enough for the payment company. */
const ABREAST = 10;

/** What one run looks at; the rest waits for the next minute. */
export const PAGE = 100;

export interface Swept {
  readonly done: number;
  readonly failed: number;
  readonly more: boolean;
}

/**
 * Works a page of items. One that fails is logged and left for the next run; it stops nobody else. `true`
 * counts as done, `false` as nothing to do.
 */
export async function workThrough<T>(
  items: readonly T[],
  work: (item: T) => Promise<boolean>,
  failed: (item: T, error: unknown) => void,
): Promise<Swept> {
  let done = 0;
  let bad = 0;
  for (let at = 0; at < items.length; at += ABREAST)
    await Promise.all(
      items.slice(at, at + ABREAST).map(async (item) => {
        try {
          if (await work(item)) done += 1;
        } catch (error) {
          bad += 1;
          failed(item, error);
        }
      }),
    );
  return { done, failed: bad, more: items.length === PAGE };
}
