export const signInTextsZh = {
  product: '守诺',
  title: '登录·守诺',
  login: '账号',
  password: '密码',
  signIn: '登录',
  signingIn: '正在登录……',
  missing: '请写账号和密码。',
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
  sessionOver: 'Your session has ended. Sign in again to go on where you were; what you wrote is kept.',
};
export const signInTexts = { zh: signInTextsZh, en: signInTextsEn };
