import { dispatchOutbox } from '#shared/contracts/insights';
import { serve } from '../kit/serve';
import { dispatch } from './dispatch';

/** Every minute; what does not fit waits for the next. */
export const main = serve(dispatchOutbox, (_input, ctx) => dispatch(ctx, { limit: 200 }));
