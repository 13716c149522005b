import { conflictTexts } from './conflict-diagnostic.texts.zh.ts';
import { fileTexts } from './file-diagnostic.texts.zh.ts';
import { mapTexts } from './map-diagnostic.texts.zh.ts';
import type { PlanTexts } from './plan-diagnostic.schema.ts';

export const didYouMean = '是否应为 {nearest}？';
export const noneKnown = '方案还一个都没有给出：请先给出，或删去此处的引用。';

export const atLine = '第 {line} 行';

export const planTexts: PlanTexts = {
  ...fileTexts,
  ...mapTexts,

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
  duplicateId: { message: '编号 {written} 重复，首次出现于{other}。', remedy: '请为各项使用不同的编号。' },
  nameNotGiven: {
    message: '{block} 中没有 {written}，却有 {count} 处使用它，首次在{other}。',
    remedy: '请在该处补上，或把各处都改用其他名称。',
  },
  nameRenamed: {
    message: '{block} 中没有 {written}，却有 {count} 处使用它，首次在{other}；而其中的 {renamed} 无处使用。',
    remedy: '是否改了名？请两处用同一名称。',
  },

  uncitedCommitment: {
    message: '方案中没有任何内容落实承诺 {written}。',
    remedy: '请在落实它的计时、日程、把关或规则处引用它。',
  },
  uncitedWithoutBlock: {
    message: '方案没有写 {blocks}，以下 {count} 项承诺没有任何内容落实：{ids}。',
    remedy: '请补上 {blocks} 及落实它们的条目，或在落实各项承诺的计时、日程、把关或规则处引用。',
  },

  clockWithoutLimit: { message: '计时 {name} 没有时限。', remedy: '请给出 limit、bySeverity，或 anchor 与 before。' },
  clockWithTwoLimits: { message: '计时 {name} 以两种方式给出时限：{ways}。', remedy: '只保留一种。' },
  clockWithoutStart: { message: '计时 {name} 不会起算。', remedy: '请给出 start，或 anchor 与 before。' },
  clockWithoutCalendar: { message: '计时 {name} 没有指定日历。', remedy: '请给出 calendar，或在 clockDefaults 中设定。' },
  limitDoesNotFit: {
    message: '时限 {limit} 按工作日计，而日历 {calendar} 没有工作日：它每天都算。',
    remedy: '请改用有服务时段的日历，或去掉 unit。',
  },
  limitNotInDays: {
    message: '时限 {limit} 不是整天，而 {unit} 按天计。',
    remedy: '请写整天数，如 P3D；要按小时计，请改用有时段的日历。',
  },
  limitNotInHours: {
    message: '时限 {limit} 用了月或年，而 {unit} 计到秒：月的长短不一。',
    remedy: '请写小时或天（PT36H、P10D；分钟写 PT30M），或按 calendarDays 计。',
  },
  clockOfNoKind: {
    message: '计时 {name} 从接报或受理起算，但没有任何请求种类包含它：它永远不会运行。',
    remedy: '请列入 requestKinds，或删去。',
  },
  conditionOfUncited: {
    message: '计时 {name} 为 {written} 写了条件，但它的 source 中没有该承诺。',
    remedy: '请写入 source，或删去该条件。',
  },
  conditionNeverMet: {
    message: '计时 {name} 永远不会算作 {written}：它所计的对象中，没有一个的 {field} 取值 {values}。',
    remedy: '请写该计时会遇到的值，或删去该条件。',
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
  limitOverClause: {
    message: '承诺 {name} 写的是“{written}”，计时 {clock} 却允许 {limit}。',
    remedy: '请写承诺的时限；若已另行约定，请把承诺的文字一并改过。',
  },
  limitOfNothing: { message: '时限 {limit} 一开始就已结束：每次都会超时。', remedy: '请写承诺的时间，如 PT15M。' },
  warningBelowOne: {
    message: '{written} 的预警在时限的百分之一都不到时就会发出。',
    remedy: '请写百分数：{meant} % 写 {meant}。',
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
  intervalsOverlap: {
    message: '“{written}”与“{against}”重叠；重叠的时间只算一次。',
    remedy: '请写成前后相接、互不重叠的时段。跨过午夜的时段属于开始的那一天。',
  },
  breakOutsideHours: {
    message: '休息时段“{written}”不在日历 {calendar} 的服务时段之内：不起作用。',
    remedy: '请移到服务时段之内，或删去。',
  },
  dayOffAndWorked: { message: '{written} 列为上班的日子，在{other}却列为休息日。', remedy: '两个列表中请只保留一处。' },

  patternWithoutSequence: { message: '编号样式 {pattern} 缺少序号 seq：所有编号都会相同。', remedy: '请在样式中加入序号。' },
  patternWithoutYear: {
    message: '编号样式 {pattern} 没有年份，而序号每年重新开始。',
    remedy: '请加入年份，或把 numbering.reset 设为 never。',
  },
  unknownPlaceholder: { message: '编号样式 {pattern} 中的 {written} 没有含义。', remedy: '请使用花括号中的 yyyy、yy 和 seq。' },
  patternsCollide: {
    message: '{name} 与 {otherName}（{other}）可能产生相同编号：{pattern} 与 {otherPattern}。',
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
  differsFromNotice: {
    message: '{name} 与公司的节假日表不一致：此处为 {written}，表中为 {stored}。',
    remedy: '请删去这一年，改由节假日表算（见“节假日”页），或照表填写。若此处才对，请先导入放假通知：pledge calendar import。',
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
    remedy: '请恢复原值，或由客户代表批准本次修订并留下记录：在方案页上，或用 pledge plan approve。',
  },
};
