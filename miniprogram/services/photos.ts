import { say } from './call';
import { whoAmI } from './session';
import { newRequestId } from './requestId';

export interface Photo {
  readonly fileId: string;
  /** What the phone itself shows meanwhile. */
  readonly path: string;
}

/**
 * Lets the shopper choose photos and uploads them under the member's own folder: functions accept no others.
 * A photo that did not get through is left out, and said.
 */
export async function addPhotos(room: number): Promise<Photo[]> {
  let files: { tempFilePath: string }[];
  try {
    const chosen = await wx.chooseMedia({
      count: room,
      mediaType: ['image'],
      sizeType: ['compressed'],
    });
    files = chosen.tempFiles;
  } catch {
    return [];
  }
  const { memberId } = await whoAmI();
  wx.showLoading({ title: '正在上传' });
  const sent = await Promise.all(
    files.map(async ({ tempFilePath }): Promise<Photo[]> => {
      try {
        const cloudPath = `photos/${memberId}/${newRequestId()}.jpg`;
        const { fileID } = await wx.cloud.uploadFile({ cloudPath, filePath: tempFilePath });
        return [{ fileId: fileID, path: tempFilePath }];
      } catch {
        return [];
      }
    }),
  );
  wx.hideLoading();
  const photos = sent.flat();
  if (photos.length < files.length) say(`有 ${files.length - photos.length} 张没有传好，请再试`);
  return photos;
}
