import type { FileCode, FormatTexts, PlanTexts, SpaceTexts, TypeTexts } from './plan-diagnostic.schema.ts';

export const fileTexts: Pick<PlanTexts, FileCode> = {
  tooLarge: { message: '文件超过 {limit}。', remedy: '请提供不超过 {limit} 的文件。' },
  tooDeep: { message: '文件嵌套超过 {limit} 层。', remedy: '用不到十层；请检查是否有未闭合的括号。' },
  tooManyParts: { message: '文件超过 {limit} 行或成分。', remedy: '一个文件只写一份文档，去掉与它无关的内容。' },
  aliasBomb: { message: '文件中的别名展开超过 {limit} 次。', remedy: '请直接写出重复的值，不要反复引用锚点。' },
  aliasLoop: {
    message: '别名 *{name} 写在它自己的锚点 &{name} 之内：值不能包含自身。',
    remedy: '请直接写出其值，或把锚点写在别的值上。',
  },
  yamlSyntax: { message: '不是有效的 YAML：{reason}', remedy: '请更正此行；缩进用空格，含有 : 或 # 的文字要加引号。' },
  yamlTab: { message: '此行用制表符缩进；YAML 只认空格。', remedy: '请把行首的制表符都换成空格，个数与前后各行一致。' },
  yamlIndent: {
    message: '此行缩进 {spaces} 个空格，上面第 {above} 行为 {aboveSpaces} 个：它不属于上面任何一项。',
    remedy: '请缩进到与同一条目中并列各行相同的空格数。',
  },
  yamlList: {
    message: '第 {above} 行以短横线开始一个列表，此行与它并列却没有短横线。',
    remedy: '请删去那里的短横线，或在此行行首也写上。',
  },
  yamlBracket: { message: '此处的括号 {mark} 没有闭合。', remedy: '请在条目结束处写上 {closing}。' },
  yamlQuote: { message: '此行的引号没有闭合。', remedy: '请在文字末尾写上 {mark}。' },
  yamlColon: {
    message: '值还没有结束又出现了一项：前面少了逗号，或者文字含有冒号而没有加引号。',
    remedy: '请在两项之间加逗号，或给整段文字加引号。',
  },
  yamlNoColon: { message: '此处的项没有冒号。', remedy: '请写成 key: value，冒号后留一个空格。' },
  fullWidthMark: {
    message: '此处是全角的“{mark}”，YAML 把它当作文字。',
    remedy: '请改写为半角“{meant}”；若是给人看的文字，请给整段加引号。',
  },
  strangeSpace: {
    message: '此处是{space}，YAML 把它当作文字。',
    remedy: '请改为半角空格“ ”；若是给人看的文字，请给整段加引号。',
  },
  mergeMark: { message: '此行是两个版本尚未合并的标记。', remedy: '请保留两个标记之间的一个版本，并删去标记。' },
  strayBlock: {
    message: '{name} 顶格书写，而顶格处只能是方案的板块，方案没有板块 {name}。',
    remedy: '请连同其下各行一起缩进到所属的板块之下。',
  },
  duplicateKey: { message: '{name} 在同一映射中出现两次。', remedy: '只保留其中一个。' },
  severalDocuments: { message: '此处开始了第二个 YAML 文档。', remedy: '一个文件只写一份文档；请删去 --- 行。' },
  notAMapping: {
    message: '文件不是方案：方案由顶格书写的各板块及其内容组成。',
    remedy: '请以 planVersion: "1.0" 和 plan 板块开头，前面不加短横线。',
  },
  notText: {
    message: '文件不是文本：含有零字节，或不合 UTF-8 的字节。',
    remedy: '请另存为 UTF-8：有的编辑器默认存为 GBK 或 UTF-16。表格或文档须先写成 YAML。',
  },
  splitText: { message: '{ } 内的逗号把文字截断了；已按“{text}”读取。', remedy: '请给整段文字加引号。' },
  tooManyFindings: { message: '另有 {count} 条未显示。', remedy: '请先更正已显示的问题，再重新检查。' },

  unknownKey: { message: '此处没有名为 {name} 的项。', remedy: '请删去，或改用以下之一：{known}。' },
  missingKey: { message: '缺少 {name}。', remedy: '请补上 {name}{words}。' },
  wrongType: { message: '{name} 应为{expected}，写的却是{written}。', remedy: '{how}' },
  emptyValue: { message: '{name} 为空。', remedy: '请写出其内容，或删去这一项。' },
  emptyNeeded: { message: '{name} 为空，而方案不能没有它。', remedy: '请写出其内容，这一项不能删去。' },
  outOfRange: { message: '{name} 超出范围：必须 {bound}。', remedy: '请写 {bound} 的数。' },
  invalidFormat: { message: '“{written}”不是{format}。', remedy: '{how}' },
  invalidDuration: { message: '“{written}”不是时长。', remedy: '请按 ISO 8601 书写：PT15M、PT8H30M、P10D、P6M。' },
  invalidDate: { message: '“{written}”不是日历上的日期。', remedy: '请写 YYYY-MM-DD；区间写作 首日/末日。' },
  invalidInterval: {
    message: '“{written}”不是有效的服务时段。',
    remedy: '请写 HH:MM-HH:MM：24:00 前开始，且结束晚于开始；到次日 06:00 的写 22:00-30:00。',
  },
  invalidTimezone: { message: '“{written}”不是时区。', remedy: '请写 IANA 时区名，如 Asia/Shanghai。' },
  unsupportedVersion: { message: '不认识方案格式版本 {written}。', remedy: '请写 planVersion: "{known}"。' },
  unknownWord: { message: '“{written}”不是 {list} 的用词。', remedy: '请改用以下之一：{known}。' },
  unknownEvent: { message: '没有流程会写下事件 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownSubject: { message: '计时不能以 {written} 为对象。', remedy: '请改用以下之一：{known}。' },
};

/** 各类值的称呼和写法。 */
export const formatTexts: FormatTexts = {
  timeOfDay: { called: '一天中的时刻', how: '时和分各写两位，从 00:00 到 24:00：08:30、17:00。' },
  weekdayTime: {
    called: '星期加时刻',
    how: '请写 mon、tue、wed、thu、fri、sat、sun 之一，空一格，再写 HH:MM：fri 17:00。',
  },
  monthDay: { called: '月和日', how: '月在前，各写两位：11-15 即 11 月 15 日。' },
  fieldName: {
    called: '记录中字段的名称',
    how: '请照表单中的名称书写，属于别的记录时前面加上它和一个点：promisedAnswerAt、taskOrder.requiredBy。',
  },
  name: {
    called: '编号',
    how: '以文字或数字开头，其后只用文字、数字、点、连字符和下划线，不含空格：C-1.1-06、SITE-01。',
  },
  word: { called: '名称', how: '以小写拉丁字母开头，其后只用拉丁字母和数字：serviceMode。' },
  definition: { called: '带版次的流程', how: '请写流程名、@ 和版次：faultEmergency@1。' },
  round: { called: '第几轮', how: '请写 1 到 99 的整数。' },
  year: { called: '年份', how: '请写加引号的四位数字："2026"。' },
  other: { called: '此处要求的写法', how: '写法见格式说明。' },
};

export const spaceTexts: SpaceTexts = { noBreak: '不换行空格（U+00A0）', fullWidth: '全角空格（U+3000）' };

export const typeTexts: TypeTexts = {
  string: { called: '文字', how: '请加引号："{value}"。' },
  int: { called: '整数', how: '请写整数，不加引号，不带小数。' },
  number: { called: '数字', how: '请写数字，不加引号。' },
  boolean: { called: ' true 或 false', how: '请写 true 或 false，不加引号；yes 和 no 会当作文字。' },
  array: { called: '列表', how: '请用方括号括起：[{value}]。' },
  object: { called: '若干项及其值', how: '请写出各项及其值，缩进到它之下，或写在花括号里。' },
  or: '或',
};
