/**
 * Whether somebody may name a file as their own upload: the phone puts them under a folder of the member's.
 * Storage lets only who uploaded a file write it; without this check one could name, and be shown, another's.
 */
export const isOwnFile = (fileId: string, memberId: string): boolean => {
  const path = fileId.replace(/^cloud:\/\/[^/]+\//, '');
  return path.startsWith(`photos/${memberId}/`) && !path.includes('..');
};
