/**
 * The part of @cloudbase/node-sdk's database that the adapter uses, as it behaves (its own types are `any`).
 * Answers with a `code` are failures: some calls return them instead of throwing.
 */
export interface Answer {
  readonly code?: string;
  readonly message?: string;
}
export interface SdkDoc {
  get(): Promise<Answer & { data: unknown }>;
  set(data: object): Promise<Answer>;
  update(data: object): Promise<Answer & { updated: number }>;
  remove(): Promise<Answer & { deleted: number }>;
}
export interface SdkQuery {
  where(query: object): SdkQuery;
  options(options: { multiple: boolean }): SdkQuery;
  orderBy(path: string, direction: 'asc' | 'desc'): SdkQuery;
  limit(n: number): SdkQuery;
  skip(n: number): SdkQuery;
  field(projection: Record<string, boolean>): SdkQuery;
  get(): Promise<Answer & { data: unknown }>;
  count(): Promise<Answer & { total: number }>;
  update(data: object): Promise<Answer & { updated: number }>;
  updateAndReturn(data: object): Promise<Answer & { updated: number; doc: unknown }>;
  remove(): Promise<Answer & { deleted: number }>;
}
/** Stages are sent as JSON: plain operators here, not the command objects of queries. */
export interface SdkPipeline {
  match(filter: object): SdkPipeline;
  lookup(join: object): SdkPipeline;
  end(): Promise<Answer & { data: unknown }>;
}
export interface SdkCollection extends SdkQuery {
  doc(id: string): SdkDoc;
  aggregate(): SdkPipeline;
  add(data: object): Promise<Answer>;
}
export interface SdkTransaction {
  collection(name: string): SdkCollection;
  commit(): Promise<Answer>;
  rollback(): Promise<Answer>;
}
export interface SdkCommand {
  gte(v: unknown): SdkCondition;
  gt(v: unknown): SdkCondition;
  lte(v: unknown): SdkCondition;
  lt(v: unknown): SdkCondition;
  neq(v: unknown): SdkCondition;
  in(v: readonly unknown[]): SdkCondition;
  nin(v: readonly unknown[]): SdkCondition;
  exists(v: boolean): SdkCondition;
  set(v: unknown): object;
  inc(v: number): object;
  remove(): object;
  push(v: readonly unknown[]): object;
  pull(v: object): object;
}
export interface SdkCondition {
  and(other: SdkCondition): SdkCondition;
}
export interface SdkDatabase {
  readonly command: SdkCommand;
  collection(name: string): SdkCollection;
  startTransaction(): Promise<SdkTransaction>;
}

/** Throws what the SDK returned as an answer; an error it threw itself passes through untouched. */
export async function answered<A extends Answer>(work: Promise<A>): Promise<A> {
  const answer = await work;
  if (answer.code) throw Object.assign(new Error(answer.message), { code: answer.code });
  return answer;
}
