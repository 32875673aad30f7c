/** Compiled pieces kept between builds, found by the hash of what they were made from. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function hash(...parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\0');
  return sum.digest('base64url').slice(0, 22);
}

/** One kind of piece. What the current build did not ask for is dropped on `save`. */
export class Store<T> {
  readonly #file: string;
  readonly #kept: Record<string, T>;
  readonly #used: Record<string, T> = {};

  constructor(cacheDir: string, name: string) {
    this.#file = join(cacheDir, `${name}.json`);
    this.#kept = existsSync(this.#file) ? readJson(this.#file) : {};
  }

  async get(key: string, make: () => T | Promise<T>): Promise<T> {
    const piece = this.#used[key] ?? this.#kept[key] ?? (await make());
    this.#used[key] = piece;
    return piece;
  }

  save(): void {
    mkdirSync(join(this.#file, '..'), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(this.#used));
  }
}

/** A cut-off file from a killed build is the same as none. */
function readJson<T>(file: string): Record<string, T> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
