/** `wx.cloud`: functions and files of the world on this origin. */
import { settings } from '../settings';
import { promised, Refused } from './define';
import { tempFileUrls } from './cloud-files';

interface CallOption {
  name: string;
  data?: object;
}

interface UploadOption {
  cloudPath: string;
  filePath: string;
}

interface FilesOption {
  fileList: (string | { fileID: string })[];
}

/** The code a phone reports when it has no network. */
const OFFLINE = -404011;

export const cloud = {
  init() {},
  callFunction: promised('cloud.callFunction', async ({ name, data }: CallOption) => {
    online();
    const response = await ask(
      'POST',
      `/wx/call/${encodeURIComponent(name)}`,
      JSON.stringify(data ?? {}),
    );
    const answer = await readJson(response);
    if (!response.ok || 'errCode' in answer) {
      const code = Number(answer['errCode'] ?? -1);
      throw new Refused(
        `Error: errCode: ${code} | errMsg: ${String(answer['errMsg'] ?? response.status)}`,
        code,
      );
    }
    return { result: answer['result'], requestID: response.headers.get('x-request-id') ?? '' };
  }),
  uploadFile: promised('cloud.uploadFile', async ({ cloudPath, filePath }: UploadOption) => {
    online();
    const file = await (await fetch(filePath)).blob();
    const response = await ask(
      'PUT',
      `/files/${cloudPath.split('/').map(encodeURIComponent).join('/')}`,
      file,
    );
    if (!response.ok) throw new Refused(`upload ${response.status}`);
    const answer = await readJson(response);
    return {
      fileID: String(answer['fileID'] ?? `cloud://local/${cloudPath}`),
      statusCode: response.status,
    };
  }),
  getTempFileURL: promised('cloud.getTempFileURL', async ({ fileList }: FilesOption) => {
    online();
    const ids = fileList.map((file) => (typeof file === 'string' ? file : file.fileID));
    return { fileList: await tempFileUrls(ids, settings().openid) };
  }),
};

function online(): void {
  if (!settings().online)
    throw new Refused(`Error: errCode: ${OFFLINE} | errMsg: request:fail network is down`, OFFLINE);
}

async function ask(method: string, url: string, body: BodyInit): Promise<Response> {
  const json = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
  try {
    return await fetch(url, {
      method,
      body,
      headers: { ...json, 'x-wx-openid': settings().openid },
    });
  } catch (error) {
    throw new Refused(
      `Error: errCode: ${OFFLINE} | errMsg: request:fail ${String(error)}`,
      OFFLINE,
    );
  }
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return response.ok ? {} : { errCode: -1, errMsg: `${response.status} ${text.slice(0, 200)}` };
  }
}
