/**
 * `npm run check:wechat`: WeChat's own uploader looks at the mini-program without uploading it: its quality
 * check and its compile. Optional, because the package is 276 MB; what `npm test` checks needs none of it.
 */
import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildMiniprogram } from './build/miniprogram';

const VERSION = '2.1.42';
const HOME = '.cache/wechat';
const root = process.cwd();

/** The part of miniprogram-ci that is used here. */
interface Ci {
  readonly Project: new (options: object) => object;
  readonly DefaultProjectAttr: object;
  checkCodeQuality(project: object): Promise<readonly Finding[]>;
  getCompiledResult(options: object): Promise<Readonly<Record<string, unknown>>>;
}
interface Finding {
  readonly name: string;
  readonly success: boolean;
  readonly text: string;
  readonly detail?: unknown;
}

const ci = find();
if (!ci) {
  console.log(`miniprogram-ci is not installed, so WeChat's own checks did not run. To run them:

  npm install --prefix ${HOME} miniprogram-ci@${VERSION}
  npm run check:wechat

It is not among the project's packages for its size (276 MB). wcc, wcsc, package sizes and missing files
are checked by \`npm test\` all the same (tests/arch/wechat.test.ts).`);
  process.exit(0);
}

// A folder with nothing else in it: the package reads every file below the project's.
const stage = path.join(root, HOME, 'project');
await buildMiniprogram(root, path.join(stage, 'dist/miniprogram'));
await copyFile(path.join(root, 'project.config.json'), path.join(stage, 'project.config.json'));
const project = new ci.Project({
  appid: 'wx0123456789abcdef',
  type: 'miniProgram',
  projectPath: stage,
  // Both would be needed to upload; without the attributes it would ask WeChat's server for them.
  privateKey: 'unused',
  attr: async () => ci.DefaultProjectAttr,
});
const faults = [...(await quality(ci)), ...(await compile(ci))];
for (const fault of faults) console.error(`✗ ${fault}`);
console.log(faults.length === 0 ? '✓ fit to upload, as far as can be told without uploading' : '');
// It leaves watchers behind that would keep the process alive.
process.exit(faults.length === 0 ? 0 : 1);

function find(): Ci | undefined {
  for (const home of [root, path.join(root, HOME)]) {
    const require = createRequire(path.join(home, 'package.json'));
    // Its declarations are not installed; `Ci` is what its documentation promises.
    if (existsSync(path.join(home, 'node_modules/miniprogram-ci')))
      return require('miniprogram-ci') as Ci;
  }
  return undefined;
}

async function quality({ checkCodeQuality }: Ci): Promise<string[]> {
  const findings = await checkCodeQuality(project);
  for (const { name, success, detail } of findings)
    console.log(
      `${success ? '✓' : '○'} ${name}${success ? '' : ` ${JSON.stringify(detail ?? '')}`}`,
    );
  // What CONTAINS_… finds is advice on where a shared file might rather lie.
  return findings
    .filter(({ name, success }) => !success && !name.startsWith('CONTAINS_'))
    .map(({ name, text }) => `${name}: ${text}`);
}

async function compile({ getCompiledResult }: Ci): Promise<string[]> {
  try {
    const files = await getCompiledResult({
      project,
      version: '0.0.0',
      desc: 'check',
      setting: { es6: false, minify: false },
      onProgressUpdate: () => {},
    });
    console.log(`✓ compiled: ${Object.keys(files).length} files`);
    return [];
  } catch (error) {
    return [`compile: ${error instanceof Error ? error.message : String(error)}`];
  }
}
