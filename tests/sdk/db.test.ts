import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collections } from '#shared/model/collections';
import { cloudbaseDb } from '../../cloudfunctions/kit/db/cloudbase';
import type { SdkDatabase } from '../../cloudfunctions/kit/db/cloudbase/sdk';
import type { DbCall } from '../../cloudfunctions/kit/db/call';
import { dbSuite } from '../../cloudfunctions/kit/db/suite';
import { startLocal, type World } from '../../local/index';

/** The database port through the unmodified SDK on the local CloudBase. */
let world: World;
let functionsDir: string;
let sdk: SdkDatabase;

beforeAll(async () => {
  functionsDir = await mkdtemp(join(tmpdir(), 'no-functions-'));
  world = await startLocal({ functionsDir, collections, port: 0, workers: 1 });
  // The SDK reads the environment when it is loaded.
  Object.assign(process.env, world.sdkEnv);
  const { default: cloudbase } = await import('@cloudbase/node-sdk');
  const app = cloudbase.init({ env: world.envId });
  sdk = app.database() as unknown as SdkDatabase;
});

afterAll(async () => {
  await world?.close();
  await rm(functionsDir, { recursive: true, force: true });
});

const callOf = (trips: string[] = []): DbCall => ({
  trip: (kind) => trips.push(kind),
  left: () => 20_000,
  pause: (ms) => sleep(ms),
  random: () => Math.random(),
});

describe('promises of the port', () => {
  dbSuite(async () => cloudbaseDb(sdk, callOf()));
});

test('one call is one round trip; a transaction two more', async () => {
  const trips: string[] = [];
  const db = cloudbaseDb(sdk, callOf(trips));
  await db.insert('counters', { _id: 'trips', value: 0 });
  await db.update('counters', 'trips', { inc: { value: 1 } });
  await db.transaction(async (tx) => {
    await tx.get('counters', 'trips');
    await tx.update('counters', 'trips', { inc: { value: 1 } });
  });
  expect(trips).toEqual(['write', 'write', 'control', 'read', 'write', 'control']);
});
