import type { Fields } from '../server/read';
import { isFields, listOf, numberOf, textOf } from '../server/read';
import type { Files } from './files';

const UPLOAD_S = 900;
const DOWNLOAD_S = 7200;
/** The platform's own bound on one link's life. */
const LONGEST_LINK_S = 7 * 86_400;
const MISSING = 'STORAGE_FILE_NONEXIST';

export type StorageAction = (params: Fields) => Promise<Fields>;

/** The `storage.*` actions of the SDKs. */
export const storageActions = (files: Files): Readonly<Record<string, StorageAction>> => {
  const download = async (fileID: string, maxAge: number) => {
    const path = files.pathOf(fileID);
    if (path === undefined || !(await files.exists(path))) {
      return { code: MISSING, fileID, tempFileURL: '' };
    }
    const seconds = Math.min(maxAge, LONGEST_LINK_S);
    return {
      code: 'SUCCESS',
      fileID,
      tempFileURL: files.link('get', path, seconds),
      maxAge: seconds,
    };
  };

  const remove = async (fileID: string) => {
    const path = files.pathOf(fileID);
    if (path === undefined || !(await files.exists(path))) return { fileID, code: MISSING };
    await files.remove(path);
    return { fileID, code: 'SUCCESS' };
  };

  const copy = async (entry: Fields) => {
    const from = textOf(entry, 'src_path');
    const to = textOf(entry, 'dst_path');
    const fileId = files.idOf(to);
    if (!files.isPath(from) || !files.isPath(to) || !(await files.exists(from))) {
      return { code: MISSING, message: 'the source file does not exist', fileId };
    }
    if (entry['overwrite'] === false && (await files.exists(to))) {
      return { code: 'STORAGE_FILE_EXIST', message: 'the target exists', fileId };
    }
    await files.copy(from, to);
    if (entry['remove_original'] === true) await files.remove(from);
    return { code: 'SUCCESS', fileId };
  };

  return {
    'storage.getUploadMetadata': async (params) => {
      const path = textOf(params, 'path');
      if (!files.isPath(path)) return { code: 'INVALID_PARAM', message: `bad path ${path}` };
      const url = files.link('put', path, UPLOAD_S);
      const fileId = files.idOf(path);
      // Travels as a header, so it must be plain ASCII.
      const cosFileId = encodeURIComponent(fileId);
      return { data: { url, token: 'local', authorization: 'local', fileId, cosFileId } };
    },
    'storage.batchGetDownloadUrl': async (params) => ({
      data: {
        download_list: await Promise.all(
          listOf(params, 'file_list').map((one) =>
            isFields(one)
              ? download(textOf(one, 'fileid'), numberOf(one, 'max_age') ?? DOWNLOAD_S)
              : download(String(one), DOWNLOAD_S),
          ),
        ),
      },
    }),
    'storage.batchDeleteFile': async (params) => ({
      data: {
        delete_list: await Promise.all(
          listOf(params, 'fileid_list').map((id) => remove(String(id))),
        ),
      },
    }),
    'storage.batchCopyFile': async (params) => ({
      data: {
        copy_list: await Promise.all(listOf(params, 'file_list').filter(isFields).map(copy)),
      },
    }),
  };
};
