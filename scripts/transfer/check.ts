import type { TransferFile } from './instance';

/** Faults told at most; the first ones tell what is wrong with the rest. */
const TOLD = 20;

/** Everything that is wrong with the file, by place; empty when it can be solved. */
export function faultsOf(file: unknown): string[] {
  const faults: string[] = [];
  const fault = (place: string, what: string): void => {
    if (faults.length < TOLD) faults.push(`${place}: ${what}`);
  };
  const root = objectAt(file, 'the file', fault);
  if (!root) return faults;
  const stores = listAt(root['stores'], 'stores', fault);
  const skus = listAt(root['skus'], 'skus', fault);
  const number = (value: unknown, place: string, rule: Rule): void => {
    const wrong = wrongNumber(value, rule);
    if (wrong) fault(place, wrong);
  };
  const columns = (
    row: Readonly<Record<string, unknown>>,
    place: string,
    rules: Readonly<Record<string, Rule & { readonly optional?: boolean }>>,
  ): void => {
    const ids = listAt(row['skus'], `${place}.skus`, fault);
    ids.forEach((id, i) =>
      number(id, `${place}.skus[${i}]`, { whole: true, least: 0, below: skus.length, of: 'SKUs' }),
    );
    for (const [name, rule] of Object.entries(rules)) {
      if (rule.optional && row[name] === undefined) continue;
      const column = listAt(row[name], `${place}.${name}`, fault);
      if (column.length !== ids.length) {
        fault(`${place}.${name}`, `has ${column.length} entries, skus has ${ids.length}`);
      }
      column.forEach((value, i) => number(value, `${place}.${name}[${i}]`, rule));
    }
  };
  const store: Rule = { whole: true, least: 0, below: stores.length, of: 'stores' };
  const rows = (name: keyof TransferFile, look: (row: Row, place: string) => void): void =>
    listAt(root[name], name, fault).forEach((value, i) => {
      const row = objectAt(value, `${name}[${i}]`, fault);
      if (row) look(row, `${name}[${i}]`);
    });

  rows('stores', (row, place) => {
    for (const key of ['id', 'city']) {
      if (typeof row[key] !== 'string') fault(`${place}.${key}`, 'has to be a text');
    }
  });
  number(root['minLot'], 'minLot', { whole: true, least: 0 });
  if (root['weekday'] !== undefined) number(root['weekday'], 'weekday', WEEKDAY);
  if (root['packSize'] !== undefined) {
    const sizes = listAt(root['packSize'], 'packSize', fault);
    if (sizes.length !== skus.length)
      fault('packSize', `has ${sizes.length} entries, skus has ${skus.length}`);
    sizes.forEach((size, i) => number(size, `packSize[${i}]`, { whole: true, least: 1 }));
  }
  rows('surplus', (row, place) => {
    number(row['store'], `${place}.store`, store);
    const amount = { ...AMOUNT, optional: true };
    columns(row, place, { units: AMOUNT, loss: { optional: true }, onHand: amount, keep: amount });
  });
  rows('shortage', (row, place) => {
    number(row['store'], `${place}.store`, store);
    columns(row, place, { units: AMOUNT, gain: { optional: true } });
  });
  const lanes = new Set<string>();
  rows('lanes', (row, place) => {
    number(row['from'], `${place}.from`, store);
    number(row['to'], `${place}.to`, store);
    if (row['from'] === row['to']) fault(place, 'leads from a shop to itself');
    const key = `${String(row['from'])}/${String(row['to'])}`;
    if (lanes.has(key))
      fault(place, `a second lane from ${String(row['from'])} to ${String(row['to'])}`);
    lanes.add(key);
    number(row['km'], `${place}.km`, { least: 0 });
    number(row['cost'], `${place}.cost`, { least: 0 });
    if (row['weekdays'] !== undefined) {
      listAt(row['weekdays'], `${place}.weekdays`, fault).forEach((day, i) =>
        number(day, `${place}.weekdays[${i}]`, WEEKDAY),
      );
    }
    columns(row, place, { profit: {} });
    const { skus: own } = row;
    if (Array.isArray(own) && new Set(own).size !== own.length)
      fault(`${place}.skus`, 'names a SKU twice');
  });
  return faults;
}

type Row = Readonly<Record<string, unknown>>;
type Fault = (place: string, what: string) => void;
interface Rule {
  readonly whole?: boolean;
  readonly least?: number;
  readonly below?: number;
  /** What is counted, for the message about `below`. */
  readonly of?: string;
}
const AMOUNT: Rule = { whole: true, least: 0, below: 1_000_000_000 };
const WEEKDAY: Rule = { whole: true, least: 1, below: 8 };

function wrongNumber(value: unknown, { whole, least, below, of }: Rule): string | undefined {
  // JSON has no NaN: where one was written it reads null.
  if (typeof value !== 'number' || !Number.isFinite(value))
    return `${String(value)} is not a number`;
  if (whole && !Number.isInteger(value)) return `${value} has to be whole`;
  if (least !== undefined && value < least) return `${value} is below ${least}`;
  if (below === undefined || value < below) return undefined;
  return of ? `${value} is not one of the ${below} ${of}` : `${value} is too big`;
}

function objectAt(value: unknown, place: string, fault: Fault): Row | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    // Any object is a record of unknowns.
    return value as Row;
  }
  fault(place, 'has to be an object');
  return undefined;
}

function listAt(value: unknown, place: string, fault: Fault): readonly unknown[] {
  if (Array.isArray(value)) return value;
  fault(place, value === undefined ? 'is missing' : 'has to be a list');
  return [];
}
