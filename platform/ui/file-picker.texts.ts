const zh = {
  add: '拍照或选文件',
  sending: (name: string) => `正在上传${name}……`,
  remove: (name: string) => `去掉${name}`,
  tooMany: (count: number) => `最多${count}个附件。`,
  failed: (name: string, why: string) => `${name}没有上传：${why}`,
  lost: (name: string) => `${name}还没有传上去，没有连上服务器。它还在本页，请先不要离开；网络恢复后按“再试”。`,
  again: '再试',
  againOf: (name: string) => `再试：${name}`,
  waiting: '全部传完才能提交；传不上去的，请再试或去掉。',
};
const en: typeof zh = {
  add: 'Take a photo or choose a file',
  sending: (name) => `Uploading ${name}…`,
  remove: (name) => `Remove ${name}`,
  tooMany: (count) => `${count} files at most.`,
  failed: (name, why) => `${name} was not uploaded: ${why}`,
  lost: (name) =>
    `${name} has not arrived: the server was not reached. It is kept on this page, so do not leave it; when you are connected, press “Try again”.`,
  again: 'Try again',
  againOf: (name) => `Try again: ${name}`,
  waiting: 'This can be sent once every file has arrived; one that does not can be tried again or removed.',
};
export const filePickerTexts = { zh, en };
