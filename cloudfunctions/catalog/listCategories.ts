import { listCategories } from '#shared/contracts/catalog';
import { serve } from '../kit/serve';
import { categoriesOf } from './shelf';

export const main = serve(listCategories, async (_input, ctx) => ({
  items: (await categoriesOf(ctx)).map(({ _id, name, sort }) => ({ categoryId: _id, name, sort })),
}));
