import type { ForecastModel } from '#shared/domain/forecast/model';
import type { ForecastModelDoc } from '#shared/model/docs';
import type { Ctx } from '../../kit/ports';
import { byId } from '../../kit/readAll';

/** Characters a piece: well below what a document and one request may carry. */
const PIECE = 200_000;

/** What is kept in pieces: the model the shops go by, and a training under way. */
export type Kept = 'model' | 'training';
type Head = Pick<ForecastModelDoc, 'version' | 'until' | 'rows' | 'at'>;

/** Writes the pieces of the side not in use, then turns the head: a reader never sees half of it. */
export async function keepText(
  { db }: Pick<Ctx, 'db'>,
  name: Kept,
  text: string,
  head: Head,
): Promise<void> {
  const before = await db.get('forecastModels', name);
  const side = before?.side === 0 ? 1 : 0;
  const pieces = Math.max(1, Math.ceil(text.length / PIECE));
  for (let n = 0; n < pieces; n += 1) {
    const part = text.slice(n * PIECE, (n + 1) * PIECE);
    await put(db, { _id: `${name}:${side}:${n}`, ...head, side, pieces: 0, text: part });
  }
  await put(db, { _id: name, ...head, side, pieces, text: '' });
}

/** The kept text with its head; undefined when there is none, or it was being replaced while it was read. */
export async function keptText(
  { db }: Pick<Ctx, 'db'>,
  name: Kept,
): Promise<{ head: ForecastModelDoc; text: string } | undefined> {
  const head = await db.get('forecastModels', name);
  if (!head || head.pieces === 0) return undefined;
  const ids = Array.from({ length: head.pieces }, (_, n) => `${name}:${head.side}:${n}`);
  const pieces = await byId(db, 'forecastModels', ids);
  const parts = ids.map((id) => pieces.get(id));
  if (parts.some((part) => part?.version !== head.version)) return undefined;
  return { head, text: parts.map((part) => part?.text ?? '').join('') };
}

/** The chain's model; undefined before the first training. */
export async function keptModel(ctx: Pick<Ctx, 'db'>): Promise<ForecastModel | undefined> {
  const kept = await keptText(ctx, 'model');
  // Written by trainForecast in exactly that shape, hence the cast.
  return kept ? (JSON.parse(kept.text) as ForecastModel) : undefined;
}

/** Ends a training that is done: its pieces stay, nobody reads them. */
export const forget = ({ db }: Pick<Ctx, 'db'>, name: Kept): Promise<boolean> =>
  db.update('forecastModels', name, { set: { pieces: 0 } });

async function put(db: Ctx['db'], doc: ForecastModelDoc): Promise<void> {
  const { _id, ...fields } = doc;
  if (await db.update('forecastModels', _id, { set: fields })) return;
  if (!(await db.insert('forecastModels', doc)))
    await db.update('forecastModels', _id, { set: fields });
}
