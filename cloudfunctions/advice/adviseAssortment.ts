import { adviseAssortment } from '#shared/contracts/advice';
import { serve } from '../kit/serve';
import { runShelfAdvice } from './shelf/run';

export const main = serve(adviseAssortment, (_input, ctx) => runShelfAdvice(ctx));
