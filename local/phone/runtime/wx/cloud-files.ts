/** Addresses of files in the cloud. */
interface FileUrl {
  fileID: string;
  tempFileURL: string;
  status: number;
  errMsg: string;
}

const known = new Map<string, Promise<string>>();

/** Asks the world for addresses that a browser can load. */
export async function tempFileUrls(
  fileList: readonly string[],
  openid: string,
): Promise<FileUrl[]> {
  const response = await fetch('/local/files/url', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-wx-openid': openid },
    body: JSON.stringify({ fileList }),
  });
  if (!response.ok) throw new Error(`files: ${response.status}`);
  const { fileList: answers }: { fileList: FileUrl[] } = await response.json();
  return answers;
}

/** The address of one file for an `image`; empty when the cloud does not have it. */
export function cloudFileUrl(fileID: string): Promise<string> {
  const asked =
    known.get(fileID) ??
    tempFileUrls([fileID], '').then(
      ([file]) => file?.tempFileURL ?? '',
      () => '',
    );
  known.set(fileID, asked);
  return asked;
}
