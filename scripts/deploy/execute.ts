import { spawnSync } from 'node:child_process';
import type CloudBase from '@cloudbase/manager-node';
import type { Step } from './plan';

/** What a step asks of the cloud, for people and for `--dry-run`. */
export function describe(step: Step, envId: string): string {
  switch (step.do) {
    case 'collection':
      return `manager database.createCollectionIfNotExists ${step.name}`;
    case 'index':
      return `manager database.updateCollection ${step.collection} +${step.index.IndexName} (${step.index.MgoKeySchema.MgoIndexKeys.map((k) => `${k.Name}:${k.Direction}`).join(', ')}) unless it exists`;
    case 'rule':
      return `manager permission.modifyResourcePermission collection ${step.collection} ADMINONLY`;
    case 'functions':
      return `tcb fn deploy --all --force --yes -e ${envId}   (${step.names.length}: ${step.names.join(' ')})`;
    case 'triggers':
      return `manager functions.createFunctionTriggers ${step.name} ${step.triggers.map((t) => `${t.name} "${t.config}"`).join(', ')}`;
    case 'httpAccess':
      return `manager access.createAccess ${step.path} → ${step.name} unless it exists`;
    case 'hosting':
      return `manager hosting.uploadFiles ${step.dir} → /${step.to}`;
  }
}

/** Does one step; repeating it changes nothing. */
export async function execute(step: Step, manager: CloudBase, envId: string): Promise<void> {
  switch (step.do) {
    case 'collection':
      await manager.database.createCollectionIfNotExists(step.name);
      return;
    case 'index': {
      const found = await manager.database.checkIndexExists(step.collection, step.index.IndexName);
      if (found.Exists) return;
      // The API takes plain arrays; the plan's are read-only.
      await manager.database.updateCollection(step.collection, {
        CreateIndexes: [structuredClone(step.index)],
      } as never);
      return;
    }
    case 'rule':
      await manager.permission.modifyResourcePermission({
        resourceType: 'collection',
        resource: step.collection,
        permission: 'ADMINONLY',
      });
      return;
    case 'functions': {
      const args = ['fn', 'deploy', '--all', '--force', '--yes', '-e', envId];
      const run = spawnSync('node_modules/.bin/tcb', args, { stdio: 'inherit' });
      if (run.status !== 0)
        throw new Error(`tcb ${args.join(' ')} ended with ${String(run.status)}`);
      return;
    }
    case 'triggers': {
      // A trigger cannot be changed in place: the old one goes first.
      for (const { name } of step.triggers)
        await manager.functions.deleteFunctionTrigger(step.name, name).catch((error: unknown) => {
          if (!/not\s*(found|exist)/i.test(String(error))) throw error;
        });
      await manager.functions.createFunctionTriggers(
        step.name,
        structuredClone(step.triggers) as never,
      );
      return;
    }
    case 'httpAccess': {
      const { APISet } = await manager.access.getAccessList({ path: step.path });
      if (APISet.some((api) => api.Path === step.path)) return;
      await manager.access.createAccess({ path: step.path, name: step.name, type: 1 });
      return;
    }
    case 'hosting':
      await manager.hosting.uploadFiles({ localPath: step.dir, cloudPath: step.to });
  }
}
