import { BOOST } from '#shared/domain/forecast/boost';
import { FORESTS } from '#shared/domain/forecast/train';
import type { Ctx } from '../../kit/ports';

/** What the chain has learnt so far, for people. Two reads, of heads only. */
export async function modelState({ db }: Pick<Ctx, 'db'>) {
  const [model, training] = await Promise.all([
    db.get('forecastModels', 'model'),
    db.get('forecastModels', 'training'),
  ]);
  const busy = training && training.pieces > 0 ? Number(training.version.split(':')[1] ?? 0) : null;
  return {
    trainedUntil: model && model.pieces > 0 ? model.until : null,
    rows: model?.rows ?? 0,
    training: busy === null ? null : { trees: busy, of: FORESTS * BOOST.trees },
  };
}
