import { ref, type Ref } from 'vue';
import type { CallName, Calls } from '#shared/contracts/index';
import type { In, Out } from '#shared/contracts/kit';
import { call, newRequestId, type Answer } from '../call';
import { sayFailure } from './say';

type Wish<N extends CallName> = Omit<In<Calls[N]>, 'requestId'>;

export interface Action<N extends CallName> {
  readonly busy: Ref<boolean>;
  /**
   * Sends the wish; undefined while an earlier one is under way.
   * `quiet` codes are the caller's to show, all others are said here.
   */
  readonly run: (
    wish: Wish<N>,
    quiet?: readonly string[],
  ) => Promise<Answer<Out<Calls[N]>> | undefined>;
}

/** A write of the contracts. The same wish sent again after a lost answer is the same request. */
export function useAction<N extends CallName>(name: N): Action<N> {
  const busy = ref(false);
  let requestId = newRequestId();
  let sent = '';

  async function run(wish: Wish<N>, quiet: readonly string[] = []) {
    if (busy.value) return undefined;
    busy.value = true;
    const text = JSON.stringify(wish);
    if (text !== sent) requestId = newRequestId();
    sent = text;
    // The contract's input is the wish and its request id; TypeScript cannot add them up generically.
    const answer = await call(name, { ...wish, requestId } as In<Calls[N]>);
    const lost = !answer.ok && ['OFFLINE', 'INTERNAL', 'BUSY'].includes(answer.code);
    if (!lost) sent = '';
    busy.value = false;
    if (!answer.ok && !quiet.includes(answer.code)) sayFailure(answer);
    return answer;
  }
  return { busy, run };
}
