import { refusal, type Refusal } from '#platform/command/refusal.ts';
import { PIXEL_LIMIT, type Inspection } from '#platform/files/inspect.ts';

const MEGA = 1024 * 1024;
const MILLION = 1_000_000;
const TEN_THOUSAND = 10_000;

/** Said of a file that a message or a step names and that is not there. */
export const unknownFile = {
  zh: '有附件没有上传成功。请重新上传后再发。',
  en: 'A file was not uploaded. Upload it again, then send.',
};

/** Why a file is not taken, and what to do. */
export const fileRefusals = {
  missing: refusal(400, 'fileMissing', {
    zh: '没有收到文件。选一个文件再传。',
    en: 'No file came. Choose one and send it again.',
  }),
  broken: refusal(400, 'uploadBroken', {
    zh: '文件没有传完整。请再传一次。',
    en: 'The file did not arrive completely. Send it again.',
  }),
  notMultipart: refusal(415, 'mediaType', {
    zh: '请用multipart/form-data发送文件。',
    en: 'Send the file as multipart/form-data.',
  }),
  notSignedIn: refusal(401, 'notSignedIn', {
    zh: '请先登录，再上传；所选的文件还在本页。',
    en: 'Sign in to upload; the file you chose is still on this page.',
  }),
  foreignOrigin: refusal(403, 'foreignOrigin', {
    zh: '这条命令来自别的网站，没有执行。请在本系统页面里操作。',
    en: 'This command came from another site and was not carried out. Use our own pages.',
  }),
  notFound: refusal(404, 'notFound', {
    zh: '没有找到这个文件，或您无权查看。',
    en: 'There is no such file, or you may not see it.',
  }),
  idTaken: refusal(409, 'idTaken', {
    zh: '这个编号已用于另一个文件。换一个编号再传。',
    en: 'This id belongs to another file. Send it with another one.',
  }),
  failedCheck: refusal(422, 'fileRefused', {
    zh: '这个文件没有通过安全检查，不能打开。请另传一份。',
    en: 'This file did not pass its safety check and cannot be opened. Upload another.',
  }),
} as const satisfies Record<string, Refusal>;

/** `size`: of the whole, as the sender declared it; null where it is not known. `limit`: of this installation, in bytes. */
export function tooLarge(size: number | null, isPhoto: boolean, limit: number): Refusal {
  const most = limit / MEGA;
  const [what, thing] = isPhoto ? ['照片', 'Photo'] : ['文件', 'File'];
  const has = size === null ? { zh: '太大', en: 'too large' } : { zh: megabytes(size, limit), en: megabytes(size, limit) };
  return refusal(413, 'fileTooLarge', {
    zh: `${what}${has.zh}，上限${most} MB。压缩后再传，或分${isPhoto ? '两张' : '成几份'}。`,
    en: `${thing} is ${has.en}, limit ${most} MB. Compress it or send ${isPhoto ? 'two' : 'it in parts'}.`,
  });
}

/** Near the limit to a tenth, upwards, so that it never reads as the limit itself. */
function megabytes(size: number, limit: number): string {
  const mega = size / MEGA;
  return `${mega < limit / MEGA + 1 ? Math.ceil(mega * 10) / 10 : Math.round(mega)} MB`;
}

export function notTaken(found: Extract<Inspection, { refused: string }>): Refusal {
  switch (found.refused) {
    case 'empty':
      return refusal(422, 'fileEmpty', { zh: '文件是空的。核对后再传。', en: 'The file is empty. Check it and send it again.' });
    case 'typeNotAccepted':
      return refusal(415, 'fileTypeNotAccepted', {
        zh: '不收这种文件。可传照片（JPEG、PNG、WebP、HEIC）、PDF和纯文本（UTF-8）。',
        en: 'This kind of file is not accepted. Send pictures (JPEG, PNG, WebP, HEIC), PDF or plain text (UTF-8).',
      });
    case 'unreadable':
      return refusal(422, 'pictureUnreadable', {
        zh: '照片打不开，可能没有传完整。重新拍摄或另存后再传。',
        en: 'The picture cannot be read; it may be incomplete. Take or save it again and send it.',
      });
    case 'tooManyPixels':
      return refusal(422, 'pictureTooLarge', {
        zh: `照片${Math.ceil(found.pixels / TEN_THOUSAND)}万像素，上限${PIXEL_LIMIT / TEN_THOUSAND}万。缩小后再传。`,
        en: `The picture has ${Math.ceil(found.pixels / MILLION)} megapixels, limit ${PIXEL_LIMIT / MILLION}. Make it smaller and send it again.`,
      });
  }
}
