export const signInTextsZh = {
  product: '守诺',
  title: '登录·守诺',
  login: '账号',
  password: '密码',
  signIn: '登录',
  signingIn: '正在登录……',
  missing: '请写账号和密码。',
  missingLogin: '请先写账号。',
  code: '验证码',
  colon: '：',
  forgotten: '忘记密码',
  forgottenSent: '如果有这个账号并登记了邮箱，重设密码的邮件会发出。没有收到，请找系统管理员。',
  sessionOver: '登录已到期。重新登录后回到原处，写的内容还在。',
};
export const signInTextsEn: typeof signInTextsZh = {
  product: 'Pledge',
  title: 'Sign in · Pledge',
  login: 'Sign-in name',
  password: 'Password',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  missing: 'Enter name and password.',
  missingLogin: 'Enter the sign-in name first.',
  code: 'Code',
  colon: ': ',
  forgotten: 'Forgotten the password?',
  forgottenSent:
    'If there is such an account with a mailbox on file, a mail to set a new password will be sent. If none comes, ask the system administrator.',
  sessionOver: 'Your session has ended. Sign in again to go on where you were; what you wrote is kept.',
};
export const signInTexts = { zh: signInTextsZh, en: signInTextsEn };
