import { conflictTexts } from './conflict-diagnostic.texts.zh.ts';
import type { PlanTexts } from './plan-diagnostic.schema.ts';

export const didYouMean = '是否应为 {nearest}？';

export const planTexts: PlanTexts = {
  tooLarge: { message: '文件超过 {limit}。', remedy: '请提供不超过 {limit} 的文件。' },
  tooDeep: { message: '文件嵌套超过 {limit} 层。', remedy: '用不到十层；请检查是否有未闭合的括号。' },
  tooManyParts: { message: '文件超过 {limit} 行或成分。', remedy: '一个文件只写一份文档，去掉与它无关的内容。' },
  aliasBomb: { message: '文件中的别名展开超过 {limit} 次。', remedy: '请直接写出重复的值，不要反复引用锚点。' },
  yamlSyntax: { message: '不是有效的 YAML：{reason}', remedy: '请更正此行；缩进用空格，含有 : 或 # 的文字要加引号。' },
  duplicateKey: { message: '{name} 在同一映射中出现两次。', remedy: '只保留其中一个。' },
  severalDocuments: { message: '此处开始了第二个 YAML 文档。', remedy: '一个文件只写一份文档；请删去 --- 行。' },
  notAMapping: {
    message: '文件中没有映射：应由各项及其值组成。',
    remedy: '方案以 planVersion: "1.0" 和 plan 板块开头，日志映射以 id 和 at 开头。',
  },
  notText: {
    message: '文件不是文本：含有零字节，或不合 UTF-8 的字节。',
    remedy: '请提供 UTF-8 文本写成的方案；表格或文档须先写成 YAML。',
  },
  splitText: { message: '{ } 内的逗号把文字截断了；已按“{text}”读取。', remedy: '请给整段文字加引号。' },
  tooManyFindings: { message: '另有 {count} 条未显示。', remedy: '请先更正已显示的问题，再重新检查。' },

  unknownKey: { message: '此处没有名为 {name} 的项。', remedy: '请删去，或改用以下之一：{known}。' },
  missingKey: { message: '缺少 {name}。', remedy: '请补上 {name}。' },
  wrongType: {
    message: '{name} 的类型不对：应为 {expected}，实为 {written}。',
    remedy: '请写成 {expected} 类型；作为文字的数字和日期要加引号。',
  },
  emptyValue: { message: '{name} 为空。', remedy: '请至少给出一个值。' },
  outOfRange: { message: '{name} 超出范围：必须 {bound}。', remedy: '请写 {bound} 的数。' },
  invalidFormat: { message: '“{written}”不符合 {format} 的写法。', remedy: '请按 {format} 的形式书写。' },
  invalidDuration: { message: '“{written}”不是时长。', remedy: '请按 ISO 8601 书写：PT15M、PT8H30M、P10D、P6M。' },
  invalidDate: { message: '“{written}”不是日历上的日期。', remedy: '请写 YYYY-MM-DD；区间写作 首日/末日。' },
  invalidInterval: { message: '“{written}”不是有效的服务时段。', remedy: '请写 HH:MM-HH:MM：24:00 前开始，且结束晚于开始。' },
  invalidTimezone: { message: '“{written}”不是时区。', remedy: '请写 IANA 时区名，如 Asia/Shanghai。' },
  unsupportedVersion: { message: '不认识方案格式版本 {written}。', remedy: '请写 planVersion: "{known}"。' },
  unknownWord: { message: '“{written}”不是 {list} 的用词。', remedy: '请改用以下之一：{known}。' },
  unknownEvent: { message: '没有流程会写下事件 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownSubject: { message: '计时不能以 {written} 为对象。', remedy: '请改用以下之一：{known}。' },

  unknownCommitment: { message: '方案中没有承诺 {written}。', remedy: '请引用 commitments 板块中的编号。' },
  unknownCalendar: { message: '方案中没有日历 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownSeverity: { message: '方案中没有故障等级 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownUnit: { message: '组织中没有单位 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownSite: { message: '客户没有节点 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownClock: { message: '方案中没有计时 {written}。', remedy: '请使用 clocks 板块中的名称。' },
  unknownFlow: { message: '没有流程 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownKind: { message: '方案中没有请求种类 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownChannel: { message: '方案中没有渠道 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownHolidaySet: { message: '方案中没有节假日表 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownForm: { message: '没有表单 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownAnchor: { message: '{written} 不是可据以倒推的日期。', remedy: '请改用以下之一：{known}。' },
  unknownField: { message: '记录中没有字段 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownValue: { message: '{field} 不会取值 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownGuard: { message: '流程中没有把关条件 {written}。', remedy: '请删去此行，或改用把关条件的名称。' },
  unknownPhase: { message: '方案中没有阶段 {written}。', remedy: '请改用以下之一：{known}。' },
  repeatsLater: {
    message: '{written} 不在 {name} 之前；重复的承诺只能指向前面的承诺。',
    remedy: '请指向前面的承诺，或调整顺序。',
  },
  duplicateId: { message: '编号 {written} 重复；首次出现于 {first}。', remedy: '请为各项使用不同的编号。' },

  uncitedCommitment: {
    message: '方案中没有任何内容落实承诺 {written}。',
    remedy: '请在落实它的计时、日程、把关或规则处引用它。',
  },

  clockWithoutLimit: { message: '计时 {name} 没有时限。', remedy: '请给出 limit、bySeverity，或 anchor 与 before。' },
  clockWithTwoLimits: { message: '计时 {name} 以两种方式给出时限：{ways}。', remedy: '只保留一种。' },
  clockWithoutStart: { message: '计时 {name} 不会起算。', remedy: '请给出 start，或 anchor 与 before。' },
  clockWithoutCalendar: { message: '计时 {name} 没有指定日历。', remedy: '请给出 calendar，或在 clockDefaults 中设定。' },
  limitDoesNotFit: {
    message: '时限 {limit} 不能按 {unit} 计算。',
    remedy: '小时和天按秒计；月和年须用 calendarDays；workingDays 只能用天。',
  },
  clockOfNoKind: {
    message: '计时 {name} 从接报或受理起算，但没有任何请求种类包含它：它永远不会运行。',
    remedy: '请列入 requestKinds，或删去。',
  },
  clockStartsElsewhere: {
    message: '计时 {name} 从 {start} 起算；种类只列从接报或受理起算的计时。',
    remedy: '请从列表中删去：起算事件发生时它自然存在。',
  },
  eventWithoutEffect: {
    message: '{written} 本身就作用于已停止的计时；写在 {field} 中不起作用。',
    remedy: '请删去；重新启动怎样影响该计时，写 reopen: continue 或 restart。',
  },
  outerNotLooser: {
    message: '{name} 的外限 {outer} 不比时限 {limit} 宽。',
    remedy: '请对调两者，或不写 outer。',
  },
  graverIsLooser: {
    message: '计时 {name} 给 {graver} 的时限 {graverLimit} 长于较轻的 {milder} 的 {limit}。',
    remedy: '请对调两个时限，或调整故障等级的先后。',
  },
  elasticWithoutNumber: {
    message: '承诺 {name} 写了“{word}”，却没有任何计时、日程或目标给出数值。',
    remedy: '请由带时限的计时引用它；原文没有给出的，标 assumed: true。',
  },
  scheduleWithoutCadence: { message: '日程 {name} 永远不会到期。', remedy: '请给出 every、byPhase 或 after。' },

  ...conflictTexts,

  organisationIncomplete: {
    message: '规则写明组织完备，但方案里没有 {lacks}。',
    remedy: '请补上 {lacks}，或者连同它所承载的承诺一起去掉这条规则。',
  },
  siteWithoutUnit: { message: '节点 {site} 没有服务单位。', remedy: '请给出 servingUnit，或把它列入某单位的 covers。' },
  travelOverArrival: {
    message: '从 {unit} 到节点 {site} 需 {travel}，超过 {clock} 的到场时限 {limit}：从那里无法兑现承诺。',
    remedy: '请改由较近的单位服务，或另行约定时限。',
  },
  partnerSlower: {
    message: '{partner} 对 {clock} 承诺的 {written} 长于依赖它的时限 {limit}：承诺无法兑现。',
    remedy: '请与合作伙伴约定更短的时间，或与客户另行约定时限。',
  },
  rosterGap: { message: '{from} 至 {to} 无人值班。', remedy: '请为这段时间安排值班人员：方案承诺值班不间断。' },
  holidayYearMissing: {
    message: '日历 {calendar} 缺少 {year} 年的节假日数据。',
    remedy: '请导入 {year} 年放假通知，或写入 holidaySets。',
  },
  nextHolidayYearMissing: {
    message: '日历 {calendar} 尚无 {year} 年的节假日数据；该年内的到期时间为暂定。',
    remedy: '{year} 年放假通知公布后请尽快导入。',
  },
  dateOutsideYear: { message: '{written} 不在 {year} 年内。', remedy: '请移到所属年份。' },
  calendarNeverOpens: {
    message: '日历 {calendar} 没有服务时段：按它计算的时限永不到期。',
    remedy: '请至少给一个工作日设定时段。',
  },

  patternWithoutSequence: { message: '编号样式 {pattern} 缺少序号 seq：所有编号都会相同。', remedy: '请在样式中加入序号。' },
  patternWithoutYear: {
    message: '编号样式 {pattern} 没有年份，而序号每年重新开始。',
    remedy: '请加入年份，或把 numbering.reset 设为 never。',
  },
  unknownPlaceholder: { message: '编号样式 {pattern} 中的 {written} 没有含义。', remedy: '请使用花括号中的 yyyy、yy 和 seq。' },
  patternsCollide: {
    message: '{name} 与 {other} 可能产生相同编号：{pattern} 与 {otherPattern}。',
    remedy: '请在各样式中写入文件编号。',
  },
  formMissing: { message: '方案没有给表单 {form} 编号。', remedy: '请补上该表单；若公司已存有表单，可整块省略。' },
  guardMissing: {
    message: 'gates 没有列出把关条件 {written}。',
    remedy: '请补上它所服务的承诺；公司自行要求的写 []，不启用的写 off。',
  },
  differsFromProvider: {
    message: '{name} 与公司已存的内容（{place}）不一致：此处为 {written}，已存为 {stored}。',
    remedy: '请与公司板块保持一致，或省略该板块，或先为公司修改。',
  },
  providerBlockMissing: { message: '方案没有 {name} 板块，公司也未存有。', remedy: '请补上该板块：公司的第一份方案须写明。' },

  percentOutOfRange: { message: '{written} 不是 0 到 1 之间的比率。', remedy: '99 % 请写作 0.99。' },
  targetWithoutBound: {
    message: '目标 {name} 没有可比较的指标，或多于一个。',
    remedy: '请给出 above、atLeast、below、atMost、equals 之一。',
  },
  rateWithoutFormula: {
    message: '目标 {name} 是比率，却没有写明怎样计算。',
    remedy: '请写 formula：分子 / 分母；原文没有给出的，标 formulaAssumed: true。',
  },
  formulaUnreadable: {
    message: '“{written}”不是两个计数量之比。',
    remedy: '请写成两个名称，中间用斜杠：satisfiedRatings / ratings。',
  },
  unknownQuantity: { message: '没有名为 {written} 的计数量。', remedy: '请改用以下之二：{known}。' },
  milestonesOutOfOrder: { message: '{later}（{laterOn}）早于 {earlier}（{earlierOn}）。', remedy: '请更正其中一个日期。' },
  phaseEdgeTwice: { message: '阶段 {name} 的同一端点有两种写法：{ways}。', remedy: '请只保留一种。' },

  weakenedWithoutApproval: {
    message: '{name} 弱于生效版本：{before} → {after}。该值出自原文。',
    remedy: '请恢复原值，或由客户代表批准本次修订并留下记录：pledge plan approve。',
  },

  unknownColumn: { message: '日志中没有列 {written}。', remedy: '请改用以下之一：{known}。' },
  columnTwice: { message: '日志中有两列都叫 {written}。', remedy: '请给日志的每一列取不同的名字。' },
  unknownState: { message: '{kind} 的流程没有状态 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownProject: { message: '没有项目 {written}。', remedy: '请改用以下之一：{known}。' },
  stateMissing: {
    message: '没有写明请求从哪个状态继续。',
    remedy: '请补上 state：由 when 和 state 组成的列表，按每个请求的最后一行逐条匹配；最后一条的 when 可以为空。',
  },
  zoneNeedless: {
    message: '格式 {written} 里有时差，时区 {zone} 用不上。',
    remedy: '请删去 zone，或从格式中去掉时差。',
  },
};
