import type { Random } from '../drill/random.ts';

/**
 * What stands open in the texts of a story: phrases that read as they are, and that no other text of the product has. A variant says
 * the same words for one wherever the story says it: the device of the report is the device of the answer.
 */
export const OPEN = {
  device: '甲号设备',
  trouble: '出现异常',
  otherDevice: '乙号设备',
  remark: '具体情况待补充说明',
  measure: '按规程处理',
  outlook: '后续再行沟通确认',
} as const;

export const OPEN_PLACE = new RegExp(Object.values(OPEN).join('|'));

const DEVICES = [
  '核心交换机',
  '专线',
  '路由器',
  '防火墙',
  '服务器',
  '存储',
  '光模块',
  '链路',
  '端口',
  '业务系统',
  '机房空调',
  '电源',
  '风扇',
] as const;
const TROUBLES = [
  '无响应',
  '丢包',
  '时断时续',
  '温度过高',
  '无法登录',
  '反复重启',
  '指示灯全灭',
  '性能下降',
  '告警不断',
  '配置丢失',
] as const;
const MEASURES = ['核对配置', '查看日志', '更换备件', '调整参数', '逐段拨测', '对照备份', '升级版本', '重新布线'] as const;
/** The thousand or so characters that a text draws from where its words do not matter. */
const OTHERS =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周';

/** The words for every open place of one variant, drawn from its own source of numbers. */
export function drawWords(random: Random): ReadonlyMap<string, string> {
  return new Map([
    [OPEN.device, random.pick(DEVICES)],
    [OPEN.trouble, random.pick(TROUBLES)],
    [OPEN.otherDevice, random.pick(DEVICES)],
    [OPEN.remark, free(random, random.between(12, 30))],
    [OPEN.measure, random.pick(MEASURES)],
    [OPEN.outlook, free(random, random.between(8, 20))],
  ]);
}

function free(random: Random, length: number): string {
  let text = '';
  while (text.length < length) {
    const share = random.next();
    text +=
      share < 0.1
        ? random.pick(DEVICES)
        : share < 0.15
          ? random.pick(TROUBLES)
          : OTHERS[Math.floor(random.next() * OTHERS.length)];
  }
  return text;
}
