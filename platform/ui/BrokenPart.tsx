import { useTexts } from '#platform/i18n/LanguageProvider.tsx';

const texts = {
  zh: {
    about:
      '这里没能显示，多半是有一部分没有取到。写到一半的内容存在本机。连上服务器后页面会自动重新载入；没有的话，请按下面的按钮。',
    reload: '重新载入',
  },
  en: {
    about:
      'This could not be shown, mostly because a part of it did not arrive. What was being written is kept on this device. The page loads anew as soon as the server answers; where it does not, press the button.',
    reload: 'Load again',
  },
};

/** Stands where something could not be drawn, mostly because the server was away as a part of the page was asked for. */
export function BrokenPart() {
  const { about, reload } = useTexts(texts);
  return (
    <div className="page">
      <div className="sheet trouble" role="alert">
        <p>{about}</p>
        <button type="button" className="button compact" onClick={() => window.location.reload()}>
          {reload}
        </button>
      </div>
    </div>
  );
}
