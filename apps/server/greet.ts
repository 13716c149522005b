import type { Config } from '#platform/config/config.ts';

export interface DemonstrationSignIn {
  readonly login: string;
  readonly password: string;
  readonly who: string;
}

/** What the person at the terminal needs now: where to go and, with the demonstration, as whom. */
export function greet(config: Pick<Config, 'publicUrl' | 'role'>, signIns: readonly DemonstrationSignIn[]): void {
  const lines =
    config.role === 'worker'
      ? ['守诺 Pledge: worker is running.']
      : [
          `守诺 Pledge is running: ${config.publicUrl}`,
          `  控制台 console  ${config.publicUrl}/`,
          `  客户门户 portal ${config.publicUrl}/portal`,
          `  现场手机 field  ${config.publicUrl}/field`,
        ];
  if (signIns.length > 0) {
    lines.push('演示登录 demonstration sign-ins:');
    for (const { login, password, who } of signIns) lines.push(`  ${login.padEnd(14)} ${password.padEnd(20)} ${who}`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
