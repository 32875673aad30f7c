import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Series } from '#shared/domain/forecast/series';

/** A series and the days of it that are known. */
export interface Past {
  readonly series: Series;
  readonly n: number;
}
const YEAR = 365;
const SCRIPT = `
suppressMessages(library(forecast))
a <- commandArgs(TRUE)
lines <- readLines(a[1])
began <- proc.time()
out <- vapply(lines, function(line) {
  y <- ts(as.numeric(strsplit(line, ",")[[1]]), frequency = 7)
  p <- tryCatch(as.numeric(forecast(ets(y), h = 7)$mean), error = function(e) rep(mean(tail(y, 28)), 7))
  paste(round(pmax(0, p), 5), collapse = ",")
}, "")
spent <- proc.time() - began
writeLines(c(sum(spent[1:2]), out), a[2])
`;

/**
 * The anchor: exponential smoothing as R's package forecast chooses it, a series at a time, on the last
 * year. Undefined where R or the package is not installed (Debian: r-cran-forecast).
 */
export function etsForecasts(
  pasts: readonly Past[],
): { readonly daily: number[][]; readonly msPerSeries: number } | undefined {
  if (spawnSync('Rscript', ['-e', 'library(forecast)']).status !== 0) return undefined;
  const dir = mkdtempSync(path.join(tmpdir(), 'ets-'));
  try {
    const file = (name: string): string => path.join(dir, name);
    writeFileSync(file('ets.R'), SCRIPT);
    writeFileSync(
      file('in.csv'),
      pasts
        .map(({ series, n }) =>
          Array.from(series.sold)
            .slice(Math.max(0, n - YEAR), n)
            .join(','),
        )
        .join('\n'),
    );
    execFileSync('Rscript', [file('ets.R'), file('in.csv'), file('out.csv')]);
    const [seconds = '0', ...lines] = readFileSync(file('out.csv'), 'utf8').trim().split('\n');
    return {
      daily: lines.map((line) => line.split(',').map(Number)),
      msPerSeries: (1_000 * Number(seconds)) / Math.max(1, pasts.length),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
