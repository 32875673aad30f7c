/** `npm run new -- placeOrder orders`: contract stub, function and its test. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const [name = '', context = ''] = process.argv.slice(2);
if (!/^[a-z][A-Za-z]+$/.test(name) || !/^[a-z][a-z-]+$/.test(context)) {
  console.error(
    'Usage: npm run new -- <verbNoun> <context>, for example: npm run new -- placeOrder orders',
  );
  process.exit(2);
}
const contract = `shared/contracts/${context}.ts`;
const file = `cloudfunctions/${context}/${name}.ts`;
if (existsSync(file)) {
  console.error(`${file} exists already.`);
  process.exit(1);
}
const stub = `
export const ${name} = defineCall('${name}', {
  context: '${context}',
  title: '${name}',
  who: ['shopper'],
  input: z.object({}),
  output: z.object({}),
});
`;
const fresh = !existsSync(contract);
writeFileSync(
  contract,
  `${fresh ? "import * as z from 'zod';\nimport { defineCall } from './kit';\n" : readFileSync(contract, 'utf8')}${stub}`,
);
mkdirSync(`cloudfunctions/${context}`, { recursive: true });
writeFileSync(
  file,
  `import { ${name} } from '#shared/contracts/${context}';
import { serve } from '../kit/serve';

export const main = serve(${name}, async (_input, ctx) => ctx.refuse('NOT_FOUND'));
`,
);
writeFileSync(
  file.replace(/\.ts$/, '.test.ts'),
  `import { expect, test } from 'vitest';
import { testWorld } from '../kit/testing';
import { main } from './${name}';

test('${name} does what its title says', async () => {
  const world = testWorld();
  expect(await world.call(main, {}, world.as.shopper('oShopper'))).toMatchObject({ ok: true });
});
`,
);
console.log(
  `${contract}\n${file}\n${file.replace(/\.ts$/, '.test.ts')}  (fails until the function is written)`,
);
if (fresh) console.log(`New area: add it to shared/contracts/index.ts.`);
