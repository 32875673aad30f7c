import { Aggregator } from 'mingo/aggregator';
import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import { Lazy, type Iterator } from 'mingo/lazy';
import * as accumulator from 'mingo/operators/accumulator';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import type { AnyObject, Options } from 'mingo/types';
import { failed, TcbError } from '../errors';
import { compile } from '../query/compile';
import { comparator, parseSort } from '../query/sort';
import { isFields, type Doc, type Fields, type Value } from '../values/value';
import { expressions } from './expressions';
import { lookup, stepsOf, type Resolve } from './lookup';

type Rows = Iterator;

// Registered by hand because mingo keeps the first registration of a name: overriding later has no effect.
const context = Context.init({
  accumulator,
  expression: expressions,
  pipeline: {
    ...pipeline,
    $match: (rows: Rows, filter: AnyObject, options: Options) => {
      // With the stage's own options, `$expr` sees the variables of a `$lookup`.
      const test = compile(asFields(filter), (row, expression) =>
        evalExpr(row, expression, options),
      );
      return rows.filter((row) => test(asFields(row)));
    },
    $sort: (rows: Rows, order: AnyObject, _options: Options) => {
      const compareRows = comparator(parseSort(asFields(order)));
      // Sorted in a copy: the rows of a `$lookup` are shared between its runs.
      return rows.transform((all) => Lazy(all.map(asFields).sort(compareRows)));
    },
    $lookup: (rows: Rows, spec: AnyObject, options: Options) =>
      // The resolver `run` was given; mingo's own type leaves out the filter.
      lookup(rows, asFields(spec), options, options.collectionResolver as Resolve),
    $out: unsupported('$out'),
    $merge: unsupported('$merge'),
  },
  projection,
  query,
});

/** The value of an aggregation expression for one document, as `$expr` needs it. */
export function evaluate(doc: Fields, expression: Value): unknown {
  return guarded(() => evalExpr(doc, expression, DEFAULTS));
}

/** Runs pipeline stages over documents and leaves the documents themselves untouched. */
export function run(docs: Doc[], stages: readonly Fields[], resolve: Resolve): Doc[] {
  const processingMode = stages.every(readsOnly)
    ? ProcessingMode.CLONE_OFF
    : ProcessingMode.CLONE_INPUT;
  const options = { ...OPTIONS, processingMode, context, collectionResolver: resolve };
  return guarded(() => new Aggregator([...stages], options).run(docs).map(asFields));
}

const OPTIONS = {
  idKey: '_id',
  scriptEnabled: false,
  useStrictMode: true,
  failOnError: true,
  processingMode: ProcessingMode.CLONE_OFF,
};

const DEFAULTS = { ...OPTIONS, context };

/** Stages that never write into the objects handed to them, so no copy of the input is needed. */
const READ_ONLY = new Set([
  '$match',
  '$sort',
  '$skip',
  '$limit',
  '$count',
  '$group',
  '$sortByCount',
]);

const readsOnly = (stage: Fields): boolean =>
  Object.entries(stage).every(([name, content]) => {
    if (!isFields(content)) return READ_ONLY.has(name);
    if (name === '$lookup') return stepsOf(content).every(readsOnly);
    // Naming fields makes new documents; leaving some out or computing others works in a copy.
    if (name === '$project') return Object.values(content).every((value) => value === 1);
    return READ_ONLY.has(name);
  });

function unsupported(name: string): () => never {
  return () => {
    throw failed(`Unrecognized pipeline stage name: '${name}'`);
  };
}

/** mingo says what is wrong in plain errors; callers expect the backend's code. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TcbError) throw error;
    throw failed(error instanceof Error ? error.message : String(error));
  }
}

/** mingo types everything as unknown; what flows through a pipeline are documents. */
const asFields = (value: unknown): Fields => value as Fields;
