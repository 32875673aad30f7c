/** A task that repeats while a page is looked at; starting again replaces it. */
export function repeater() {
  let id: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => {
    if (id !== undefined) clearInterval(id);
    id = undefined;
  };
  return {
    start(ms: number, task: () => void): void {
      stop();
      id = setInterval(task, ms);
    },
    stop,
  };
}

/** A pause in typing, then the search starts. */
const TYPING_MS = 300;
export function afterTyping() {
  let id: ReturnType<typeof setTimeout> | undefined;
  return (task: () => void): void => {
    if (id !== undefined) clearTimeout(id);
    id = setTimeout(task, TYPING_MS);
  };
}
