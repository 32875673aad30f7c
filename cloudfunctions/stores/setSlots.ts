import { setSlots } from '#shared/contracts/stores';
import { serve } from '../kit/serve';
import { changeStore } from './changeStore';

/** Fewer places than are booked already take nobody's away: the slot just takes no more. */
export const main = serve(setSlots, async (input, ctx) =>
  changeStore(ctx, input, () => ({ slots: input.slots })),
);
