import { listDefinitions } from '#shared/contracts/insights';
import { DEFINITIONS } from '#shared/domain/definitions';
import { serve } from '../kit/serve';

/** What the board's figures mean. */
export const main = serve(listDefinitions, async () => ({ items: [...DEFINITIONS] }));
