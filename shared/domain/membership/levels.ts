import type { Assets } from './assets';
import { plusYear } from './calendar';
import type { Level } from './rules';

/** The highest level that much growth reaches. */
export function levelFor(levels: readonly Level[], growth: number): Level {
  const reached = sorted(levels).filter((level) => level.growthMin <= growth);
  const level = reached.at(-1) ?? levels[0];
  if (!level) throw new Error('no levels');
  return level;
}

export const sorted = (levels: readonly Level[]): Level[] =>
  levels.toSorted((a, b) => a.growthMin - b.growthMin);

/** A level HQ has removed meanwhile counts as what the growth reaches. */
export const levelById = (levels: readonly Level[], levelId: string, growth: number): Level =>
  levels.find((level) => level.levelId === levelId) ?? levelFor(levels, growth);

/**
 * Growth moves the level: up at once, with a year of its own; back at once only when growth that carried it
 * is taken back by a refund, and never below what the last period's end gave.
 */
export function withGrowth(
  assets: Assets,
  levels: readonly Level[],
  by: { readonly delta: number; readonly earnedAt: number; readonly now: number },
): Assets {
  const growth = Math.max(0, assets.growth + by.delta);
  const counts = by.earnedAt > assets.levelSince;
  const periodGrowth = Math.max(0, assets.periodGrowth + (counts ? by.delta : 0));
  const floor = levelById(levels, assets.floorLevelId, 0);
  const reached = levelFor(levels, growth);
  const was = levelById(levels, assets.levelId, assets.growth);
  const stands = reached.growthMin > floor.growthMin ? reached : floor;
  // Thresholds that HQ has raised meanwhile take no level from somebody who has just bought.
  const level = by.delta >= 0 && stands.growthMin < was.growthMin ? was : stands;
  const next = { ...assets, growth, periodGrowth, levelId: level.levelId };
  if (level.levelId === was.levelId) return next;
  if (level.growthMin > was.growthMin)
    return { ...next, levelSince: by.now, levelUntil: plusYear(by.now), periodGrowth: 0 };
  // What carried the higher level is gone: back to the level and the period before it.
  return level.levelId === floor.levelId
    ? { ...next, levelUntil: assets.floorUntil }
    : { ...next, levelUntil: assets.levelUntil };
}

/** The end of a level's period: judged anew by what was earned in it; a new year begins. */
export function settleLevel(assets: Assets, levels: readonly Level[], now: number): Assets {
  const growth = assets.periodGrowth;
  const level = levelFor(levels, growth);
  const first = sorted(levels)[0];
  const until = level.levelId === first?.levelId ? 0 : plusYear(assets.levelUntil);
  // A run that comes a year late still leaves a period that lies ahead.
  const levelUntil = until === 0 || until > now ? until : plusYear(now);
  return {
    ...assets,
    growth,
    periodGrowth: 0,
    levelId: level.levelId,
    levelSince: now,
    levelUntil,
    floorLevelId: level.levelId,
    floorUntil: levelUntil,
  };
}
