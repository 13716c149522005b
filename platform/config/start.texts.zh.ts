/** 启动时的提示：一行说明问题与处理办法。花括号内为代入值。 */
export const startTextsZh = {
  notAPort: '{variable}={value} 不是端口号：请设为 1 到 65535 之间的整数，例如 {variable}=8080。',
  notAnAddress: '{variable}={value} 不是可监听的地址：请设为 127.0.0.1、0.0.0.0 或本机的地址。',
  notADatabaseUrl: '{variable} 不是 PostgreSQL 地址：请写成 postgresql://用户:密码@主机:5432/数据库，或去掉该变量。',
  notAFilesUrl: '{variable}={value} 不能存放文件：请写成 file:///绝对路径。',
  filesPlaceNotServed: '这一版只能把文件放在文件夹里，不能放在 {value}：请把 PLEDGE_FILES 写成 file:///绝对路径。',
  notAnSmtpUrl: '{variable} 不是邮件服务器地址：请写成 smtp://用户:密码@主机:587 或 smtps://…，或去掉该变量以不发邮件。',
  notAMailAddress: '{variable}={value} 不是邮箱地址：请写成 service@example.com。',
  notAPublicUrl: '{variable}={value} 不是只有主机、没有路径的网址：请写成 https://service.example.com。',
  notAProxy: '{variable}={value} 不是地址：请写代理服务器的地址或网段，例如 127.0.0.1, 10.0.0.0/8。',
  notARole: '{variable}={value} 无法识别：请设为 all、web 或 worker。',
  notAFlag: '{variable}={value} 无法识别：请设为 1 或 0。',
  notALogLevel: '{variable}={value} 无法识别：请设为 error、warn、info 或 debug。',
  notAToken: '{variable} 容易被猜到：请设为 16 到 200 个不含空格的字符，例如用 openssl rand -hex 32 生成。',
  notALimit: '{variable}={value} 不是 {least} 到 {most} 之间的整数：请改正，或去掉该变量。',
  unknownVariable: '没有 {variable} 这个设置，设了也不起作用：请去掉，或在 README 里查它的名字。',
  misspeltVariable: '没有 {variable} 这个设置，设了也不起作用：应当是 {meant}。',
  poolTooLarge:
    '本进程要用 {wanted} 个连接，而 {url} 的数据库总共只允许 {allowed} 个：请调小 PLEDGE_POOL，或调大 max_connections。',
  keyDiffers: '数据库认得的是另一把密钥：请把 PLEDGE_SECRET_FILE 指向各节点共用的密钥文件。',
  restoreUnfinished: '这个数据库的恢复已开始而未完成：请用同一个文件再次运行 pledge restore FILE。',
  keysUnreadable: '密钥文件 {file} 无法读取（{reason}）：请授予当前用户读权限，或让 PLEDGE_SECRET_FILE 指向正确的文件。',
  keysDamaged:
    '密钥文件 {file} 已损坏，里面没有密钥：请从备份取回（tar xf 备份文件 keys.json），或从同一数据库的其他节点复制，或让 PLEDGE_SECRET_FILE 指向正确的文件。',
  portTaken: '端口 {port} 已被占用（{host}）：请停止占用它的程序，或换一个端口，例如 PORT={other} npm start。',
  portForbidden: '无权监听端口 {port}：请换一个 1024 以上的端口，例如 PORT=8080 npm start。',
  addressUnknown: '本机没有地址 {host}：请把 HOST 设为 127.0.0.1、0.0.0.0 或本机的地址。',
  folderUnwritable: '文件夹 {folder} 不可写（{reason}）：请授予当前用户写权限，或把 {variable} 指向可写的文件夹。',
  folderFull: '文件夹 {folder} 已没有空间：请腾出空间，或把 {variable} 指向有空间的文件夹。',
  dataDirBusy: '数据文件夹 {folder} 正被另一个程序准备，{seconds} 秒内未完成：请稍后再试，或停止该程序。',
  databaseBinariesMissing:
    '没有适合 {platform} 的内置 PostgreSQL：请重新运行 npm ci，或用 DATABASE_URL 指定 PostgreSQL 15 以上的数据库。',
  databaseUnreachableForNobody:
    'PostgreSQL 不以 root 运行，而 nobody 用户进不了 {folder}：请以普通用户运行，或把 PLEDGE_DATA_DIR 与项目移到其他用户可进入的文件夹。',
  databaseKeyMissing: '缺少 {file}，无法登录 {folder} 中的数据库：请从备份恢复该文件。',
  databaseKeyDamaged: '{file} 已损坏，无法登录 {folder} 中的数据库：请从备份恢复该文件。',
  databaseOtherVersion:
    '{folder} 由 PostgreSQL {found} 建立，当前内置的是 {wanted}：请用建立它的那一版启动，或用 {found} 的 pg_dump 导出，再用 pg_restore 导入 DATABASE_URL 所指的数据库。',
  databaseNotStarted: '内置 PostgreSQL 未能启动（{reason}）：详见 {log}。',
  databaseNotCreated: '内置 PostgreSQL 未能建库（{reason}）：请检查 {folder} 的磁盘空间与权限。',
  databaseLost: '内置 PostgreSQL 停止后仍未恢复（{reason}）：请查看 {log} 并腾出磁盘空间；条件具备后会自动重新启动。',
  databaseHostUnknown: 'DATABASE_URL 中的主机 {host} 找不到：请更正主机名。',
  databaseRefused: '{host}:{port} 上没有 PostgreSQL 应答（{reason}）：请启动它，或更正 DATABASE_URL。',
  databaseSignInRefused: '{url} 拒绝登录（{reason}）：请更正 DATABASE_URL 中的用户名或密码。',
  databaseAbsent: '{url} 上没有数据库 {database}：请先创建（CREATE DATABASE "{database}"），或更正 DATABASE_URL。',
  databaseFailed: '{url} 无法使用（{reason}）：请检查 DATABASE_URL。',
  databaseTooOld: '{url} 是 PostgreSQL {found}，需要 15 以上：请升级，或去掉 DATABASE_URL 以使用内置数据库。',
  databaseNotUtf8: "{url} 的编码是 {found}：请用 UTF8 编码另建数据库（CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0）。",
  databaseReadOnly: '{url} 只读（备库）：请把 DATABASE_URL 指向主库。',
  databaseNoSchemaRight:
    '用户 {user} 不能在数据库 {database} 中建模式：请由管理员执行 GRANT CREATE ON DATABASE "{database}" TO "{user}"。',
  databaseNoRoleRight: '用户 {user} 不能建角色：请由管理员执行 ALTER ROLE "{user}" CREATEROLE。',
  directElsewhere: 'PLEDGE_DIRECT_URL 与 DATABASE_URL 指向不同的数据库：{url}。请写同一个数据库不经连接池的地址。',
  directRefused: 'PLEDGE_DIRECT_URL 无法使用（{reason}）：{url}。请更正；中间没有连接池时请去掉该变量。',
  rightsRoleOfOthers: '本服务器上的角色 {role} 由另一个所有者建立：请由管理员执行 GRANT "{role}" TO "{user}" WITH ADMIN OPTION。',
};

export type StartTexts = typeof startTextsZh;
