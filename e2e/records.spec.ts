import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Course } from '#apps/server/testing/course.ts';
import { aNightOfWork } from './a-night-of-work.ts';
import { picture, violationsOf } from './checks.ts';
import { gone, openStage, seen, until, type Seat, type Stage } from './stage.ts';

describe('records as paper in a browser', { timeout: 240_000 }, () => {
  let stage: Stage;
  let fault: Course;
  let performer: Seat;

  before(async () => {
    stage = await openStage();
    fault = await aNightOfWork(stage);
    performer = await stage.seat('branchEngineer', { language: 'zh' });
  });
  after(() => stage.close());

  const cell = (page: Page, name: string) => page.locator('article').getByRole('textbox', { name });
  const stored = async (): Promise<Record<string, unknown>> => {
    const { body } = await stage.server.get('branchEngineer', `/api/records/${fault.record('serviceRecord').id}`);
    return body.values;
  };

  describe('what is written into the cells', () => {
    it('is still there after a reload, says that it is a draft, and can be let go', async () => {
      const { page } = performer;
      await page.goto(`${stage.server.url}/records/${fault.record('serviceRecord').id}`);
      await cell(page, '承担人').fill('陈工、李工');
      await seen(page.getByText('1处未保存，草稿已存在本机'));
      await page.reload();
      await seen(page.getByText('1处未保存，草稿已存在本机'));
      assert.equal(await cell(page, '承担人').inputValue(), '陈工、李工');
      await page.getByRole('button', { name: '放弃草稿' }).click();
      await gone(page.getByText('1处未保存，草稿已存在本机'));
      assert.notEqual(await cell(page, '承担人').inputValue(), '陈工、李工');
    });

    it('is not laid over what somebody else wrote meanwhile: both are shown, and the writer says which stands', async () => {
      const { page } = performer;
      const result = cell(page, '主要过程及结果（可另附纸张）');
      await result.fill('更换主控板，恢复业务。');
      // Another cell changed meanwhile is in nobody's way.
      await cell(page, '联系人').fill('周工');
      await fault.take('branchEngineer', 'record:serviceRecord/fill-record', {
        values: { workProcessAndResult: '备机已上架。' },
      });
      const conflict = page.getByRole('group', { name: '主要过程及结果（可另附纸张）' });
      await seen(conflict.getByText('备机已上架。'));
      await seen(conflict.getByText('更换主控板，恢复业务。'));
      await picture(page, 'record-conflict');
      assert.deepEqual(await violationsOf(page), []);
      await page.getByRole('button', { name: '保存' }).click();
      assert.ok(
        await page.locator('.draft-asks').evaluate((asks) => asks === document.activeElement),
        'what is asked first has the focus',
      );
      assert.deepEqual((await stored())['workProcessAndResult'], '备机已上架。', 'nothing is sent before the writer chose');
      await conflict.getByRole('button', { name: '留我写的' }).click();
      await gone(conflict);
      await page.getByRole('button', { name: '保存' }).click();
      await gone(page.getByText('草稿已存在本机'));
      const { workProcessAndResult, contactName } = await stored();
      assert.deepEqual([workProcessAndResult, contactName], ['更换主控板，恢复业务。', '周工']);
      await page.reload();
      await until(
        () => result.inputValue(),
        (text) => text === '更换主控板，恢复业务。',
      );
    });
  });
});
