// What the launcher says at the terminal, before anything is installed: plain JavaScript, one line each.

const texts = {
  zh: {
    nodeTooOld: (found) => `Node ${found} 太旧：请安装 Node 20.19 以上的版本（https://nodejs.org）。`,
    installing: () => '正在安装依赖（首次启动约需一分钟）……',
    waiting: () => '另一个程序正在安装依赖，等待其完成……',
    installStuck: (file, minutes) =>
      `等待了 ${minutes} 分钟，另一个程序仍未装完依赖：如果没有程序在安装，请删除 ${file} 后重试。`,
    installed: (seconds) => `依赖已安装（${seconds} 秒）。`,
    npmMissing: () => '找不到 npm：请安装带 npm 的 Node，然后重试。',
    installFailed: (code) => `依赖安装失败（npm ci 退出码 ${code}）：原因见上文；请检查网络或 npm 源后重试。`,
    notWritable: (folder) =>
      `当前用户不能写入 ${folder}，无法安装依赖：请由其所有者运行一次 npm ci，或把项目复制到自己的文件夹。`,
    noPinnedNode: (platform) => `没有适合 ${platform} 的 Node 24：请安装 Node 24 以上的版本后重试。`,
    entryMissing: (file) => `缺少 ${file}：请重新获取项目。`,
  },
  en: {
    nodeTooOld: (found) => `Node ${found} is too old: install Node 20.19 or newer (https://nodejs.org).`,
    installing: () => 'Installing dependencies (about a minute the first time) …',
    waiting: () => 'Another program is installing the dependencies; waiting for it …',
    installStuck: (file, minutes) =>
      `Another program has not installed the dependencies within ${minutes} min: if none is at it, remove ${file}, then try again.`,
    installed: (seconds) => `Dependencies installed (${seconds} s).`,
    npmMissing: () => 'npm was not found: install Node together with npm, then try again.',
    installFailed: (code) =>
      `The dependencies could not be installed (npm ci ended with ${code}): the reason stands above; check the network or the npm registry, then try again.`,
    notWritable: (folder) =>
      `This user cannot write ${folder}, where dependencies are to be installed: let its owner run npm ci once, or copy the project to a folder of your own.`,
    noPinnedNode: (platform) => `No Node 24 comes with the project for ${platform}: install Node 24 or newer, then try again.`,
    entryMissing: (file) => `${file} is missing: fetch the project again.`,
  },
};

const language = (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '').toLowerCase();

/** The texts in the terminal's language. */
export const say = language.startsWith('zh') ? texts.zh : texts.en;

/** Ends the program as one that cannot run (status 3), with one line on standard error. */
export function giveUp(line) {
  process.stderr.write(`${line}\n`);
  process.exit(3);
}
