/** Database calls of everybody at work wait here; chance says whose turn it is. */
export function scheduler(random: () => number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const turn = (): void => {
    const [go] = waiting.splice(Math.floor(random() * waiting.length), 1);
    go?.();
    if (waiting.length > 0) setImmediate(turn);
  };
  return () =>
    new Promise<void>((go) => {
      waiting.push(go);
      if (waiting.length === 1) setImmediate(turn);
    });
}
