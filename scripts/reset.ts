/** `npm run reset`: forgets the kept world and everything built for the local run. */
import { rmSync } from 'node:fs';
import path from 'node:path';

for (const name of ['.local', '.cache'])
  rmSync(path.join(process.cwd(), name), { recursive: true, force: true });
console.log('The local world is gone; the next `npm start` makes a new one.');
