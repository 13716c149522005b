import type { MapCode, PlanTexts } from './plan-diagnostic.schema.ts';

export const mapTexts: Pick<PlanTexts, MapCode> = {
  noLogMap: {
    message: '文件不是日志映射：应由各项及其值组成。',
    remedy: '请以 id 和 at 开头：日志中请求编号的列和每行时间的列。',
  },
  unknownColumn: { message: '日志中没有列 {written}。', remedy: '请改用以下之一：{known}。' },
  columnTwice: { message: '日志中有两列都叫 {written}。', remedy: '请给日志的每一列取不同的名字。' },
  unknownState: { message: '{kind} 的流程没有状态 {written}。', remedy: '请改用以下之一：{known}。' },
  unknownProject: { message: '没有项目 {written}。', remedy: '请改用以下之一：{known}。' },
  stateMissing: {
    message: '没有写明请求从哪个状态继续。',
    remedy: '请补上 state：由 when 和 state 组成的列表，按每个请求的最后一行逐条匹配；最后一条的 when 可以为空。',
  },
  clocksUnended: {
    message: '日志的行会启动这些计时，而映射里没有一项能停下它们：{clocksZh}。在适用的请求里会一直算作未办到。',
    remedy: '日志里看得出何时办到的，请在 events 中对应上：{eventsZh}；看不出的，请改用不含这些计时的方案。',
  },
  zoneNeedless: {
    message: '格式 {written} 里有时差，时区 {zone} 用不上。',
    remedy: '请删去 zone，或从格式中去掉时差。',
  },
};
