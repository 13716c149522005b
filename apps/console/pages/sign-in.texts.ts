export const signInTextsZh = {
  product: '守诺',
  title: '登录·守诺',
  login: '账号',
  password: '密码',
  signIn: '登录',
  signingIn: '正在登录……',
  missing: '请写账号和密码。',
};
export const signInTextsEn: typeof signInTextsZh = {
  product: 'Pledge',
  title: 'Sign in · Pledge',
  login: 'Sign-in name',
  password: 'Password',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  missing: 'Enter name and password.',
};
export const signInTexts = { zh: signInTextsZh, en: signInTextsEn };
