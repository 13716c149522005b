import { answerCase, type CaseAnswer, type CaseFile, type ClockCase } from '#centre/commitments/clock/case-file.rules.ts';
import { ClockFault } from '#centre/commitments/clock/clock.errors.ts';
import { explainedCase, explanationJson, explanationText, faultText } from '#centre/commitments/clock/explain-case.rules.ts';
import { explainTextsEn } from '#centre/commitments/clock/explain.texts.en.ts';
import { explainTextsZh } from '#centre/commitments/clock/explain.texts.zh.ts';

/** What is wrong with the file or the name given, in words that say what to do. */
export class CaseFileError extends Error {}

/** `pledge clock evaluate`: a line of JSON per case, in the order of the file. Throws {@link CaseFileError} where it is no case file. */
export function evaluateFile(text: string): string[] {
  const file = readFile(text);
  return (file.cases ?? []).map((one) => JSON.stringify(answered(file, one)));
}

/**
 * `pledge clock explain`: why each due time of a case is what it is, for people or as one line of JSON.
 * A case that is refused is explained by its code. Throws {@link CaseFileError} where there is no such case.
 */
export function explainCase(text: string, caseName: string, asJson: boolean, language: 'zh' | 'en' = 'zh'): string {
  const texts = language === 'zh' ? explainTextsZh : explainTextsEn;
  const file = readFile(text);
  const found = (file.cases ?? []).find((one) => one.name === caseName);
  if (found === undefined) {
    const names = (file.cases ?? []).map((one) => one.name).join('; ');
    throw new CaseFileError(texts.unknownCase.replace('{name}', caseName).replace('{names}', names));
  }
  return explained(file, found, { asJson, texts });
}

/** A case whose shape is not that of a case has no code of its own: the file is wrong, and where is said. */
function answered(file: CaseFile, one: ClockCase): CaseAnswer {
  try {
    return answerCase(file, one);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CaseFileError(`the case ${JSON.stringify(one?.name ?? null)} has not the shape of a case: ${reason}`, {
      cause: error,
    });
  }
}

function explained(file: CaseFile, one: ClockCase, how: { asJson: boolean; texts: typeof explainTextsZh }): string {
  try {
    const explanation = explainedCase(file, one);
    return how.asJson ? explanationJson(explanation) : explanationText(explanation, how.texts);
  } catch (fault) {
    if (!(fault instanceof ClockFault)) throw fault;
    return how.asJson ? JSON.stringify({ name: one.name, error: fault.code }) : faultText(fault, how.texts);
  }
}

function readFile(text: string): CaseFile {
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CaseFileError(`the case file is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isCaseFile(read)) throw new CaseFileError('the case file has no list "cases"');
  return read;
}

/** The list is there; what is wrong inside a case refuses that case with its code. */
function isCaseFile(read: unknown): read is CaseFile {
  return typeof read === 'object' && read !== null && 'cases' in read && Array.isArray(read.cases);
}
