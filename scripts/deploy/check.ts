/** `npm run check:deploy`: would what lies in `dist/` deploy? Offline. */
import { check } from './findings';

const findings = await check(process.cwd());
for (const finding of findings) console.error(`✗ ${finding}`);
if (findings.length === 0) console.log('✓ dist/ and cloudbaserc.json are fit to deploy');
process.exit(findings.length === 0 ? 0 : 1);
